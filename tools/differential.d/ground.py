"""What GEOS makes of a small map on the grid: the ground of each set of parcels, and what they enclose uncovered.

All in grid units from the map's own corner, where whole numbers are exact in doubles. An invalid parcel is read by the
rule of the program: even-odd for each part with its holes, then the union of the parts; a valid one by its winding, as
the ledger adds it up (what was valid in doubles may fold on the grid, by less than a unit).
"""
import collections

import numpy
import shapely


class Ground:
    def __init__(self, parcels, invalid):
        """`parcels` are lists of parts of rings of integers; `invalid` the indices read by even-odd."""
        self.count = len(parcels)
        self.invalid = set(invalid)
        self.rings = []
        rows = []
        for p, parts in enumerate(parcels):
            for part, rings in enumerate(parts):
                for r, points in enumerate(rings):
                    ring = cleaned(points)
                    if len(ring) < 3:
                        continue
                    area = doubled_area(ring)
                    if (area < 0) != (r > 0):
                        ring = ring[::-1]
                        area = -area
                    self.rings.append((p, part, r > 0, ring, area))
                    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
                        rows.append((ax, ay, bx, by, p, part))
        self.rows = rows
        self.edges = numpy.array(rows, dtype=float).reshape(-1, 6)
        self.faces, self.inside = [], numpy.zeros((0, self.count), dtype=bool)
        if rows:
            self.arrange()

    def doubled_parcel_area(self):
        """Of the parcels that are not invalid, exact."""
        return sum(area for p, _, _, _, area in self.rings if p not in self.invalid)

    def arrange(self):
        lines = shapely.linestrings(self.edges[:, :4].reshape(-1, 2, 2))
        noded = shapely.unary_union(lines)
        faces = shapely.get_parts(shapely.polygonize([noded]))
        thick = 2 * shapely.area(faces) > 1e-3 * shapely.length(faces)
        self.faces = faces[thick]
        self.inside = self.covering(shapely.get_coordinates(shapely.point_on_surface(self.faces)))

    def covering(self, points):
        """Which parcels cover some points (a row for each)."""
        result = numpy.zeros((len(points), self.count), dtype=bool)
        if not len(points):
            return result
        ax, ay, bx, by = (self.edges[:, k][None, :] for k in range(4))
        px, py = points[:, 0][:, None], points[:, 1][:, None]
        up = (ay <= py) & (by > py)
        down = (by <= py) & (ay > py)
        with numpy.errstate(divide="ignore", invalid="ignore"):
            right = ax + (py - ay) / (by - ay) * (bx - ax) > px
        cross = ((up & right).astype(numpy.int32) - (down & right)).astype(numpy.int32)
        owner = self.edges[:, 4].astype(int)
        part = self.edges[:, 5].astype(int)
        for p in range(self.count):
            mine = owner == p
            if not mine.any():
                continue
            if p in self.invalid:
                for k in set(part[mine]):
                    result[:, p] |= (numpy.abs(cross[:, mine & (part == k)]).sum(axis=1) & 1).astype(bool)
            else:
                result[:, p] = cross[:, mine].sum(axis=1) >= 1
        return result

    def by_set(self):
        """The faces of each set of parcels (a frozenset of indices)."""
        groups = collections.defaultdict(list)
        for face, row in zip(self.faces, self.inside):
            groups[frozenset(numpy.flatnonzero(row).tolist())].append(face)
        return groups

    def by_depth(self):
        """The ground that two parcels or more cover, in pieces of one depth."""
        groups = collections.defaultdict(list)
        depth = self.inside.sum(axis=1) if len(self.faces) else []
        for face, d in zip(self.faces, depth):
            if d >= 2:
                groups[int(d)].append(face)
        return [(d, piece) for d, faces in groups.items() for piece in pieces(together(faces))]

    def covered(self):
        faces = [f for f, row in zip(self.faces, self.inside) if row.any()]
        return together(faces)

    def enclosed(self, covered):
        """The pieces of uncovered ground that covered ground encloses, also where it only touches itself."""
        if covered.is_empty:
            return []
        border = shapely.unary_union(shapely.boundary(covered))
        found = []
        for face in shapely.get_parts(shapely.polygonize([border])):
            if 2 * face.area <= 1e-3 * face.length:
                continue
            if not self.covering(shapely.get_coordinates(shapely.point_on_surface(face))).any():
                found.append(face)
        return found

    def outline(self, p):
        """The lines of a parcel."""
        return shapely.multilinestrings(shapely.linestrings(self.edges[self.edges[:, 4] == p][:, :4].reshape(-1, 2, 2)))


def cleaned(points):
    ring = []
    for x, y in points.tolist() if hasattr(points, "tolist") else points:
        if not ring or ring[-1] != (x, y):
            ring.append((x, y))
    while len(ring) > 1 and ring[-1] == ring[0]:
        ring.pop()
    return ring


def doubled_area(ring):
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]))


def together(faces):
    if not len(faces):
        return shapely.Polygon()
    if len(faces) == 1:
        return faces[0]
    return shapely.unary_union(numpy.array(faces))


def pieces(shape):
    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 0]


def canonical(rings):
    """A parcel's rings as its copies have them too: no vertex on a straight line, least vertex first."""
    result = []
    for ring in rings:
        corners = [
            b for a, b, c in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1])
            if (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) != 0
        ]
        if sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1])) < 0:
            corners.reverse()
        if corners:
            k = corners.index(min(corners))
            result.append(tuple(corners[k:] + corners[:k]))
    return tuple(sorted(result))
