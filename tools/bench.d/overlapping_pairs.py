"""The peer for naming the overlapping pairs: a self-join of all parcels by shapely's STRtree, with their common area."""
import sys

import pyogrio
import shapely

_, _, geometry, _ = pyogrio.raw.read(sys.argv[1], layer="parcels", columns=[])
parcels = shapely.from_wkb(geometry)
parcels = parcels[~shapely.is_missing(parcels)]
invalid = ~shapely.is_valid(parcels)
parcels[invalid] = shapely.make_valid(parcels[invalid])
tree = shapely.STRtree(parcels)
# Neighbours that share an edge only touch: pairs whose interiors meet are those that overlap or lie in one another.
first, second = tree.query(parcels, predicate="intersects")
ordered = first < second
first, second = first[ordered], second[ordered]
meet = ~shapely.touches(parcels[first], parcels[second])
area = shapely.area(shapely.intersection(parcels[first[meet]], parcels[second[meet]]))
print((area > 0).sum())
