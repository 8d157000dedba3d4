"""The peer for gaps and overlaps: GEOS's coverage validator through shapely, with the reading of the map."""
import sys

import pyogrio
import shapely

_, _, geometry, _ = pyogrio.raw.read(sys.argv[1], layer="parcels", columns=[])
parcels = shapely.from_wkb(geometry)
parcels = parcels[~shapely.is_missing(parcels)]
edges = shapely.coverage_invalid_edges(parcels, gap_width=1)
print((~shapely.is_empty(edges)).sum())
