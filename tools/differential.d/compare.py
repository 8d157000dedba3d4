"""Compares what the program says of one small map with what GEOS makes of it; all in grid units.

The bound. Noding moves an edge by at most 0.7072 units, and it is done once for the faces and once more for the regions
in them: 1.4143. An invalid parcel is noded twice before, part by part and as their union: 2.83. Ground is the same when
neither side has a place more than `reach` away from all of the other's; areas then differ by no more than `reach` times
the outline. Ground in which no circle of `faint` fits exists only below the grid, where the program reports nothing.
"""
import collections

import numpy
import shapely

from ground import canonical, pieces, together

PLAIN_REACH, INVALID_REACH = 1.5, 3.0


class Comparison:
    """`defects` are those of this map alone, with `parcels` as indices and `shape` in grid units."""

    def __init__(self, ground, defects, units, tolerance, max_gap):
        self.ground = ground
        self.units = units
        self.defects = defects
        self.tolerance = tolerance
        self.max_gap = max_gap
        self.reach = INVALID_REACH if ground.invalid else PLAIN_REACH
        self.faint = self.reach + 1.2
        self.findings = []
        self.explained = collections.Counter()
        self.seen = collections.Counter()
        # Uncovered ground that the program takes for enclosed and GEOS does not, less what it is the other way round.
        self.explained_enclosed = 0.0
        self.kind = collections.defaultdict(list)
        for d in defects:
            self.kind[d["kind"]].append(d)
        self.overlaps = self.kind["overlap"]
        self.nests = self.kind["nested-parcel"]
        self.copies = self.kind["duplicate-geometry"]
        self.mismatches = [d for d in self.kind["edge-mismatch"] if not d.get("missing_vertex")]
        self.holes = [d for d in self.kind["gap"] + self.kind["uncovered"] if not d.get("open")]
        self.slots = [d for d in self.kind["gap"] if d.get("open")]

    def run(self):
        self.sets = {s: faces for s, faces in self.ground.by_set().items()}
        self.shared = {s: together(faces) for s, faces in self.sets.items() if len(s) >= 2}
        self.covered = self.ground.covered()
        self.enclosed = self.ground.enclosed(self.covered)
        self.compare_copies()
        self.compare_sets()
        self.compare_reported()
        self.compare_areas()
        self.compare_widths()
        self.compare_uncovered()
        self.compare_mismatches()
        self.compare_slots()
        self.compare_missing_vertices()
        return self

    def finding(self, rule, text):
        self.findings.append((rule, text))

    def leftover(self, shape, *others):
        """What of a shape keeps further than the bound from the ground of others."""
        rest = shape
        for other in others:
            if rest.is_empty:
                return rest
            rest = shapely.difference(rest, other)
        if rest.is_empty or rest.area < numpy.pi * self.reach ** 2:
            return shapely.Polygon()
        core = shapely.buffer(rest, -self.reach, quad_segs=8)
        if core.is_empty:
            # A ring of few corners may vanish in a buffer though there is room.
            return together([p for p in pieces(rest) if widest(p) > 2 * self.reach + 0.1])
        return shapely.buffer(core, self.reach, quad_segs=8)

    def is_faint(self, shape):
        return shapely.buffer(shape, -self.faint, quad_segs=8).is_empty

    # The ground of each set of parcels.

    def nest_pairs(self):
        pairs = set()
        for d in self.nests:
            for q in d["parcels"][1:]:
                pairs.add(frozenset((d["parcels"][0], q)))
        for d in self.copies:
            for p in d["parcels"]:
                for q in d["parcels"]:
                    if p != q:
                        pairs.add(frozenset((p, q)))
        # What nests in one copy nests in all of them.
        original = self.original()
        grown = set(pairs)
        for p in range(self.ground.count):
            for q in range(p):
                if frozenset((original[p], original[q])) in pairs or any(
                        frozenset((a, b)) in pairs for a in self.group(p) for b in self.group(q)):
                    grown.add(frozenset((p, q)))
        return grown

    def original(self):
        original = list(range(self.ground.count))
        for d in self.copies:
            for p in d["parcels"]:
                original[p] = min(d["parcels"])
        return original

    def group(self, p):
        for d in self.copies:
            if p in d["parcels"]:
                return d["parcels"]
        return [p]

    def compare_sets(self):
        """Everything covered twice is reported, under the very parcels that cover it."""
        pairs = self.nest_pairs() if self.nests or self.copies else set()
        all_mismatches = [d["shape"] for d in self.mismatches]
        for parcels, shape in self.shared.items():
            self.seen["sets"] += 1
            is_explained = all(frozenset((p, q)) in pairs for p in parcels for q in parcels if p < q)
            named = [d["shape"] for d in self.overlaps if set(d["parcels"]) == parcels]
            for d in self.nests:
                # One of the parcels of the nest, or its copy.
                outer = any(q in parcels for q in self.group(d["parcels"][0]))
                if outer and any(q in parcels for p in d["parcels"][1:] for q in self.group(p)):
                    if is_explained:
                        named.append(d["shape"])
            for d in self.copies:
                if is_explained and len(parcels & set(d["parcels"])) >= 2:
                    named.append(d["shape"])
            rest = self.leftover(shape, *named)
            if rest.is_empty:
                continue
            rest = self.leftover(shape, *named, *all_mismatches)
            if rest.is_empty:
                continue
            for piece in pieces(shape):
                if not shapely.intersects(piece, rest):
                    continue
                if self.is_faint(piece):
                    self.explained["ground below the grid"] += 1
                else:
                    self.finding("ground that several parcels cover is reported",
                                 f"{sorted(parcels)}: {self.measure(shapely.intersection(piece, rest))} is not")

    def compare_reported(self):
        """Every overlap, nest and copy lies on ground of its parcels."""
        for d in self.overlaps:
            ground = self.shared.get(frozenset(d["parcels"]), shapely.Polygon())
            rest = self.leftover(d["shape"], ground)
            if not rest.is_empty:
                self.finding("an overlap lies where its parcels do",
                             f"{d['parcels']}: {self.measure(rest)} is not theirs")
        for d in self.nests:
            outer, inner = set(self.group(d["parcels"][0])), {q for p in d["parcels"][1:] for q in self.group(p)}
            ground = together([g for s, g in self.shared.items() if s & outer and s & inner])
            rest = self.leftover(d["shape"], ground)
            if not rest.is_empty:
                self.finding("a nest lies where its parcels do", f"{d['parcels']}: {self.measure(rest)} is not theirs")
            for p in d["parcels"][1:]:
                whole = together([f for s, faces in self.sets.items() if p in s for f in faces])
                outside = together([f for s, faces in self.sets.items()
                                    if p in s and d["parcels"][0] not in s for f in faces])
                if outside.area > 0.011 * whole.area or outside.area > 3 * self.ground.outline(p).length + 10:
                    self.finding("what is nested lies in its outer parcel", f"{p} in {d['parcels'][0]}: "
                                 f"{outside.area:.1f} of {whole.area:.1f} units2 is outside")

    def compare_copies(self):
        groups = collections.defaultdict(list)
        by_parcel = collections.defaultdict(list)
        for p, _, _, ring, _ in self.ground.rings:
            by_parcel[p].append(ring)
        for p, rings in by_parcel.items():
            if p not in self.ground.invalid:
                groups[canonical(rings)].append(p)
        theirs = {frozenset(g) for g in groups.values() if len(g) > 1}
        ours = {frozenset(d["parcels"]) for d in self.copies}
        self.seen["copies"] += len(ours)
        for g in ours - theirs:
            if not g & self.ground.invalid or not self.are_alike(g):
                self.finding("copies are copies", f"{sorted(g)} are none")
        for g in theirs - ours:
            p = min(g)
            whole = together([f for s, faces in self.sets.items() if p in s for f in faces])
            if any(g < h for h in ours):
                self.explained["a copy of what is valid is invalid as it is written"] += 1
            elif shapely.buffer(whole, -(self.tolerance / 2), quad_segs=8).is_empty or self.is_faint(whole):
                self.explained["copies no wider than the tolerance are mismatches"] += 1
            else:
                self.finding("copies are found", f"{sorted(g)} of {whole.area:.1f} units2 are not")

    def are_alike(self, group):
        """Whether invalid parcels cover the same ground."""
        for s, faces in self.sets.items():
            if 0 < len(s & group) < len(group):
                if not shapely.buffer(together(faces), -self.reach, quad_segs=8).is_empty:
                    return False
        return True

    # Areas and widths.

    def compare_areas(self):
        for d in self.defects:
            if d["shape"] is None or d.get("area_m2") is None or not d["shape"].area:
                continue
            told = d["area_m2"] * self.units ** 2
            if abs(told - d["shape"].area) > 0.5e-4 * self.units ** 2 + 1:
                self.finding("the area told is that of the polygons",
                             f"{d['kind']} {d['parcels']}: {told:.0f} units2, polygons {d['shape'].area:.0f}")
        ours = collections.defaultdict(float)
        for d in self.overlaps:
            ours[frozenset(d["parcels"])] += d["shape"].area
        for parcels, area in ours.items():
            ground = self.shared.get(parcels)
            if ground is not None and area > ground.area + self.reach * ground.length + 10:
                self.finding("an area is within the bound", f"{sorted(parcels)}: {area:.1f} units2, "
                             f"GEOS {ground.area:.1f}, outline {ground.length:.1f}")
            if ground is not None and ground.area > 1e6:
                self.seen["areas"] += 1

    def compare_widths(self):
        if not self.overlaps and not self.nests:
            return
        depths = self.ground.by_depth()
        shapes = numpy.array([shape for _, shape in depths], dtype=object)
        tree = shapely.STRtree(shapes) if len(shapes) else None
        closed_faces = {}
        for d in self.overlaps:
            told = d["width"]
            if told <= self.tolerance * 0.994 - 0.5:
                self.finding("an overlap is wider than the tolerance", f"{d['parcels']}: {told:.2f} units")
            at = shapely.Point(d["at_units"])
            # The place is told to a grid unit: of the faces that it touches, any.
            holds = tree.query(at, predicate="intersects").tolist() if tree else []
            if not holds:
                continue
            self.seen["widths"] += 1
            slack = 2 * self.reach + 0.4 + 0.015 * told
            for k in holds:
                if k not in closed_faces:
                    closed_faces[k] = closed(shapes[k], 0.05)
            if any(may_hold(closed_faces[k], told - slack) and not surely_holds(closed_faces[k], told + slack)
                   for k in holds):
                continue
            # The faces of this depth as they may hang together or fall apart within the bound.
            near = together([shape for depth, shape in depths if depth in {depths[k][0] for k in holds}])
            whole = [p for p in pieces(closed(near, self.reach)) if shapely.dwithin(p, at, self.reach)]
            split = shapely.buffer(shapely.buffer(near, -self.reach, quad_segs=8), self.reach, quad_segs=8)
            split = [p for p in pieces(split) if shapely.dwithin(p, at, self.reach)]
            if any(may_hold(p, told - slack) for p in whole) and (
                    not split or any(not surely_holds(p, told + slack) for p in split)):
                self.explained["a face that hangs together below the grid"] += 1
            else:
                self.finding("a width is that of the face",
                             f"{d['parcels']}: {told:.2f} units, GEOS {[round(widest(shapes[k]), 2) for k in holds]}")

    # Uncovered ground.

    def compare_uncovered(self):
        told = [d["shape"] for d in self.holes]
        other = [d["shape"] for d in self.mismatches if not d.get("open")]
        for piece in self.enclosed:
            self.seen["enclosed"] += 1
            rest = self.leftover(piece, *told)
            if rest.is_empty:
                continue
            rest = self.leftover(piece, *told, *other)
            if rest.is_empty:
                continue
            if self.is_faint(piece):
                self.explained["uncovered ground below the grid"] += 1
            elif not shapely.buffer(shapely.difference(piece, self.firmly_closed()), -self.reach).is_empty:
                self.explained["ground that only land below the grid encloses"] += 1
                self.explained_enclosed -= rest.area
            else:
                self.finding("enclosed ground is reported", f"{self.measure(rest)} is not")
        union = together(self.enclosed)
        for d in self.holes:
            rest = self.leftover(d["shape"], union)
            if rest.is_empty:
                self.judge_hole(d)
                continue
            # Filled, with the mouths closed that are no wider than the bound.
            core = shapely.buffer(rest, -self.reach, quad_segs=8)
            walls = shapely.buffer(self.covered, self.reach, quad_segs=8)
            filled = together([shapely.Polygon(p.exterior) for p in pieces(walls)])
            if shapely.difference(core, filled).is_empty and not shapely.intersects(core, self.covered):
                self.explained["ground that is closed by a mouth below the grid"] += 1
                self.explained_enclosed += rest.area
            else:
                self.finding("a gap is enclosed and uncovered",
                             f"{d['kind']} {d['parcels']}: {self.measure(rest)} is not")

    def firmly_closed(self):
        """The covered ground without what is thinner than the bound, its holes filled."""
        firm = shapely.buffer(shapely.buffer(self.covered, -self.reach, quad_segs=8), self.reach * 1.01, quad_segs=8)
        return together([shapely.Polygon(p.exterior) for p in pieces(firm)])

    def judge_hole(self, d):
        """The class of uncovered ground, and who borders it."""
        shape = d["shape"]
        ring = shapely.boundary(shape)
        parcels = set(d["parcels"])
        lengths = {}
        near = shapely.buffer(ring, self.reach, quad_segs=4)
        for p in range(self.ground.count):
            lines = self.ground.outline(p) if (self.ground.edges[:, 4] == p).any() else None
            if lines is None or not shapely.dwithin(lines, ring, self.reach):
                if p in parcels:
                    self.finding("who borders a gap touches it", f"{d['kind']} {sorted(parcels)}: {p} does not")
                continue
            lengths[p] = shapely.intersection(lines, near).length
        for p, length in lengths.items():
            if p in parcels or not parcels or length <= 12 * self.reach or not self.walks(p, shape):
                continue
            named = shapely.buffer(shapely.unary_union([self.ground.outline(q) for q in lengths if q in parcels]),
                                   2 * self.reach, quad_segs=4)
            alone = shapely.difference(shapely.intersection(self.ground.outline(p), near), named)
            if alone.length <= 12 * self.reach:
                self.explained["a border that another parcel's hairline keeps off"] += 1
            else:
                self.finding("who borders a gap is named", f"{d['kind']} {sorted(parcels)}: {p} is not, "
                             f"along {length:.0f} units")
        if len(parcels) < 2 or d["width"] is None:
            return
        self.seen["classes"] += 1
        told = d["width"]
        if not may_hold(shape, 0.985 * told - 2) or surely_holds(shape, told * 1.06 + 2):
            self.finding("the width of a gap", f"{d['kind']} {sorted(parcels)}: {told:.2f}, GEOS {widest(shape):.2f}")
        if (d["kind"] != "gap" or d.get("perhaps_missing_parcel")) and not may_hold(shape, 0.97 * self.max_gap):
            self.finding("a narrow hole is a gap", f"{d['kind']} {sorted(parcels)}: {told:.1f} units")

    def walks(self, p, shape):
        """Whether a parcel's land, without what is thinner than the bound, lies beside ground."""
        land = together([f for s, faces in self.sets.items() if p in s for f in faces])
        firm = shapely.buffer(land, -self.reach, quad_segs=8)
        return shapely.intersection(shapely.buffer(shape, 3 * self.reach, quad_segs=4), firm).area > 10

    def compare_mismatches(self):
        limit = self.tolerance / 2 + self.reach
        single = together([f for s, faces in self.sets.items() if len(s) == 1 for f in faces])
        for d in self.mismatches:
            self.seen["mismatches"] += 1
            for part in d["parts"]:
                if not shapely.buffer(part, -limit, quad_segs=8).is_empty:
                    self.finding("a mismatch is narrow", f"{d['parcels']}: {self.measure(part)}")
            self.compare_open(d, "a mismatch lies on ground covered twice or not", single)
            for p in d["parcels"]:
                land = [f for s, faces in self.sets.items() if p in s for f in faces]
                if shapely.distance(shapely.GeometryCollection([self.ground.outline(p), *land]),
                                    d["shape"]) > self.reach:
                    self.finding("a mismatch touches its parcels", f"{d['parcels']}: not {p}")

    def compare_slots(self):
        for d in self.slots:
            self.seen["slots"] += 1
            self.compare_open(d, "a slot is uncovered", self.covered)
            for p in d["parcels"]:
                if shapely.distance(self.ground.outline(p), d["shape"]) > self.reach + 1:
                    self.finding("a slot touches its parcels", f"{d['parcels']}: not {p}")

    def compare_open(self, d, rule, where_not):
        """Open ground is drawn as quadrangles between facing edges, which a third parcel may reach into."""
        rest = self.leftover(shapely.intersection(d["shape"], where_not))
        if rest.is_empty:
            return
        at = shapely.Point(d["at_units"])
        if shapely.buffer(where_not, -self.reach, quad_segs=8).intersects(at) or rest.area > 0.5 * d["shape"].area:
            self.finding(rule, f"{d['parcels']}: {self.measure(rest)} of {d['shape'].area:.1f} units2 is not")
        else:
            self.explained["an open gap that a parcel reaches into"] += 1

    def compare_missing_vertices(self):
        """A vertex that is said to be missing is one of the others', and lies on an edge of the parcel."""
        corners = collections.defaultdict(set)
        for p, _, _, ring, _ in self.ground.rings:
            corners[p].update(ring)
        for d in self.kind["edge-mismatch"]:
            if not d.get("missing_vertex"):
                continue
            self.seen["missing vertices"] += 1
            at = tuple(int(round(c)) for c in d["at_units"])
            lacking, having = d["parcels"][0], d["parcels"][1:]
            if not self.ground.invalid:
                if at in corners[lacking] and self.edge_count(lacking, at) < 1:
                    self.finding("a missing vertex is missing", f"{d['parcels']} at {at}: {lacking} has it")
                if not all(at in corners[p] for p in having):
                    self.finding("a missing vertex is the others'", f"{d['parcels']} at {at}")
            if shapely.distance(self.ground.outline(lacking), shapely.Point(at)) > self.reach:
                self.finding("a missing vertex lies on the edge", f"{d['parcels']} at {at}")
        if not self.ground.invalid:
            self.find_junctions(corners)

    def edge_count(self, p, at):
        """How many edges of a parcel pass a point between their ends, by less than a unit."""
        point = shapely.Point(at)
        lines = self.ground.edges[self.ground.edges[:, 4] == p][:, :4]
        return sum(
            1 for ax, ay, bx, by in lines
            if (ax, ay) != at and (bx, by) != at and shapely.LineString(((ax, ay), (bx, by))).distance(point) < 0.71)

    def find_junctions(self, corners):
        """Where one parcel's corner lies exactly inside an edge that another walks the other way: something is said."""
        rows = [tuple(int(c) for c in row) for row in self.ground.edges]
        walked = collections.Counter()
        for ax, ay, bx, by, _, _ in rows:
            walked[ax, ay, bx, by] += 1
            walked[bx, by, ax, ay] -= 1
        spoken = [d for d in self.defects if d["kind"] in ("edge-mismatch", "overlap", "gap", "nested-parcel",
                                                          "duplicate-geometry", "uncovered")]
        for ax, ay, bx, by, p, _ in rows:
            if not walked[ax, ay, bx, by]:
                continue
            for cx, cy, dx, dy, q, _ in rows:
                if q == p or not walked[cx, cy, dx, dy] or (cx, cy) in corners[p]:
                    continue
                if not inside(ax, ay, bx, by, cx, cy) or not on_line(ax, ay, bx, by, dx, dy):
                    continue
                if (bx - ax) * (dx - cx) + (by - ay) * (dy - cy) >= 0:
                    continue
                self.seen["junctions"] += 1
                at = shapely.Point(cx, cy)
                told = any(d["parcels"][0] == p and d.get("missing_vertex") and
                           abs(d["at_units"][0] - cx) + abs(d["at_units"][1] - cy) < 1 for d in spoken)
                if not told and not any(
                        (not d["parcels"] or p in d["parcels"]) and d["shape"] is not None
                        and shapely.dwithin(d["shape"], at, self.reach + 1) for d in spoken):
                    if len([e for e in rows if (e[0], e[1]) == (cx, cy)]) and self.cancels((cx, cy), p, q):
                        self.finding("a missing vertex is found", f"{p} lacks ({cx}, {cy}) of {q}")
                    else:
                        self.explained["a junction whose edges do not cancel"] += 1

    def cancels(self, at, p, q):
        """Whether just these two parcels have their border at a point: elsewhere several edges may share the ground."""
        near = [r for r in range(self.ground.count) if r not in (p, q) and (self.ground.edges[:, 4] == r).any()
                and shapely.dwithin(self.ground.outline(r), shapely.Point(at), 2)]
        return not near

    def measure(self, shape):
        at = shape.representative_point()
        return f"{shape.area:.1f} units2 ({widest(shape):.1f} wide) at ({at.x:.1f}, {at.y:.1f})"


def inside(ax, ay, bx, by, x, y):
    along = (x - ax) * (bx - ax) + (y - ay) * (by - ay)
    return on_line(ax, ay, bx, by, x, y) and 0 < along < (bx - ax) ** 2 + (by - ay) ** 2


def on_line(ax, ay, bx, by, x, y):
    return (bx - ax) * (y - ay) == (by - ay) * (x - ax)


def may_hold(shape, diameter):
    """Whether a circle may fit into a shape; GEOS's word is taken to some hundredths.

    GEOS's negative buffer leaves out bends of a hundredth of the distance, and takes a ring of few corners for one that
    vanishes now and then; its largest circle falls short by a third in a needle. One of the two sees every circle.
    """
    return diameter <= 0 or not shapely.buffer(shape, -diameter / 2, quad_segs=16).is_empty or (
        widest(shape) >= 0.985 * diameter)


def surely_holds(shape, diameter):
    """Whether a circle fits into a shape: GEOS found one."""
    if diameter <= 0:
        return True
    core = shapely.buffer(shape, -diameter / 2, quad_segs=16)
    if core.is_empty:
        return False
    room = shapely.distance(shapely.boundary(shape), core.representative_point())
    return room >= diameter / 2 or widest(shape) >= diameter


def closed(shape, reach):
    """Without slits that are narrower."""
    return shapely.buffer(shapely.buffer(shape, reach, quad_segs=8), -reach, quad_segs=8)


def widest(shape):
    """The diameter of the largest circle in any of a shape's pieces."""
    best = 0.0
    for piece in pieces(shape):
        bound = 2 * (piece.area / numpy.pi) ** 0.5
        if bound > best:
            least = 2 * piece.area / piece.length
            line = shapely.maximum_inscribed_circle(piece, tolerance=max(0.1, least * 0.002))
            best = max(best, 2 * line.length)
    return best
