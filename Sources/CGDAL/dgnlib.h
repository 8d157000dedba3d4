// The part of dgnlib that GDALKit uses. libgdal 3.6 exports the functions and installs no header for them, so their
// prototypes and the layouts of what they return are stated here; GDALKit's DGN files are all that relies on them.
#ifndef CGDAL_DGNLIB_H
#define CGDAL_DGNLIB_H

typedef struct {
    double x, y, z;
} DGNPoint;

typedef struct {
    unsigned char level, type, stype, flags;
    unsigned long long offset;
} DGNElementInfo;

typedef struct {
    int offset, size;
    int element_id;
    int stype;
    int level, type;
    int in_complex, is_deleted;
    int graphic_group, properties, color, weight, style;
    int attr_bytes;
    unsigned char *attr_data;
    int raw_bytes;
    unsigned char *raw_data;
} DGNElemCore;

typedef struct {
    DGNElemCore core;
    int num_vertices;
    DGNPoint vertices[1];
} DGNElemMultiPoint;

typedef struct {
    DGNElemCore core;
    DGNPoint origin;
    double primary_axis, secondary_axis;
    double rotation;
    int quat[4];
    double startang, sweepang;
} DGNElemArc;

typedef struct {
    DGNElemCore core;
    int font_id, justification;
    double length_mult, height_mult;
    double rotation;
    DGNPoint origin;
    char string[1];
} DGNElemText;

// Longer than this in the library; what follows is not used.
typedef struct {
    DGNElemCore core;
    int dimension;
    double origin_x, origin_y, origin_z;
    long uor_per_subunit;
    char sub_units[3];
    long subunits_per_master;
    char master_units[3];
} DGNElemTCB;

enum {
    DGNST_MULTIPOINT = 2, DGNST_TCB = 4, DGNST_ARC = 5, DGNST_TEXT = 6,
    DGNT_LINE = 3, DGNT_LINE_STRING = 4, DGNT_SHAPE = 6, DGNT_CURVE = 11, DGNT_COMPLEX_CHAIN_HEADER = 12,
    DGNT_COMPLEX_SHAPE_HEADER = 14, DGNT_ELLIPSE = 15, DGNT_ARC = 16,
    DGNO_CAPTURE_RAW_DATA = 1,
    DGNCF_COPY_SEED_FILE_COLOR_TABLE = 4,
};

void *DGNOpen(const char *path, int update);
void DGNClose(void *file);
void DGNSetOptions(void *file, int options);
int DGNLoadTCB(void *file);
int DGNGetDimension(void *file);
const DGNElementInfo *DGNGetElementIndex(void *file, int *count);
void DGNRewind(void *file);
int DGNGotoElement(void *file, int element);
DGNElemCore *DGNReadElement(void *file);
void DGNFreeElement(void *file, DGNElemCore *element);

void *DGNCreate(const char *path, const char *seed, int flags, double origin_x, double origin_y, double origin_z,
                int subunits_per_master, int uor_per_subunit, const char *master_unit, const char *sub_unit);
DGNElemCore *DGNCreateMultiPointElem(void *file, int type, int count, DGNPoint *points);
DGNElemCore *DGNCreateArcElem(void *file, int type, double origin_x, double origin_y, double origin_z,
                              double primary_axis, double secondary_axis, double start, double sweep, double rotation,
                              int *quaternion);
DGNElemCore *DGNCreateTextElem(void *file, const char *text, int font, int justification, double character_width,
                               double character_height, double rotation, int *quaternion, double origin_x,
                               double origin_y, double origin_z);
DGNElemCore *DGNCreateComplexHeaderFromGroup(void *file, int type, int count, DGNElemCore **members);
int DGNUpdateElemCore(void *file, DGNElemCore *element, int level, int graphic_group, int color, int weight,
                      int style);
int DGNUpdateElemCoreExtended(void *file, DGNElemCore *element);
int DGNWriteElement(void *file, DGNElemCore *element);

#endif
