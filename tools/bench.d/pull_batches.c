/* Pulls the batches of a layer through GDAL's Arrow stream and drops them: what any reader of the file pays at least.
   Usage: pull_batches FILE LAYER [COLUMN...]; columns that are not named are not read; none named: all are. */
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc < 3) return 64;
    GDALAllRegister();
    GDALDatasetH dataset = GDALOpenEx(argv[1], GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, 0, 0, 0);
    OGRLayerH layer = dataset ? GDALDatasetGetLayerByName(dataset, argv[2]) : 0;
    if (!layer) return 66;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    char **ignored = 0;
    for (int i = 0; argc > 3 && i < OGR_FD_GetFieldCount(definition); i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
        int wanted = 0;
        for (int a = 3; a < argc; a++) wanted |= !strcmp(name, argv[a]);
        if (!wanted) ignored = CSLAddString(ignored, name);
    }
    if (ignored && OGR_L_SetIgnoredFields(layer, (const char **)ignored) != OGRERR_NONE) return 70;
    CSLDestroy(ignored);
    struct ArrowArrayStream stream;
    if (!OGR_L_GetArrowStream(layer, &stream, 0)) return 70;
    long long features = 0;
    for (;;) {
        struct ArrowArray batch;
        if (stream.get_next(&stream, &batch)) return 74;
        if (!batch.release) break;
        features += batch.length;
        batch.release(&batch);
    }
    stream.release(&stream);
    GDALClose(dataset);
    printf("%lld\n", features);
    return 0;
}
