"""What a current GEOS takes for the same: lines of the boundary levels noded and polygonised, drawing by drawing, without
labels and without closing anything."""
import sys

import pyogrio
import shapely

LEVELS = {10, 21, 23, 31, 32, 38}
parcels = 0
for path in sys.argv[1:]:
    meta, _, geometry, columns = pyogrio.raw.read(path, columns=["Level"])
    lines = [shape for shape, level in zip(shapely.from_wkb(geometry), columns[0])
             if level in LEVELS and shape.geom_type in ("LineString", "MultiLineString")]
    noded = shapely.node(shapely.GeometryCollection(lines))
    parcels += len(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
print(parcels)
