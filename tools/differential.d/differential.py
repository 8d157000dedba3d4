"""Differential testing of the engine against a current GEOS; see tools/differential."""
import argparse
import collections
import json
import multiprocessing
import random
import re
import sys
import tempfile
import time

import numpy
import shapely

import exact
import families
import program
from compare import Comparison
from ground import Ground, canonical, cleaned, doubled_area
from shrink import shrink, written

# By place: metres. On the coarse grid all is ten times as large.
LIMITS = {place: (0.015, 0.5) for place in program.UNITS}
PACK = 200


def main():
    parser = argparse.ArgumentParser(prog="tools/differential", description=__doc__)
    parser.add_argument("--binary", default=".build/release/parcelmap")
    parser.add_argument("--maps", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first map")
    parser.add_argument("--jobs", type=int, default=1, help="processes that compare")
    parser.add_argument("--family", help="this one alone")
    parser.add_argument("--map", type=int, help="one map, by its number, told in full")
    parser.add_argument("--fixture", help="a map that was written as a fixture, told in full")
    parser.add_argument("--failures", default="differences", help="folder for the fixtures of what differs")
    parser.add_argument("--no-shrink", action="store_true")
    parser.add_argument("--stop-at", type=int, default=10, help="maps that differ, then end")
    arguments = parser.parse_args()

    began = time.monotonic()
    if arguments.fixture:
        name, place, parcels = read_fixture(arguments.fixture)
        return tell_one(arguments, name, place, parcels)
    if arguments.map is not None:
        return tell_one(arguments, *families.make(arguments.seed, arguments.map))

    packs = [(arguments, place, numbers) for place, numbers in packed(arguments)]
    total = Tally()
    with multiprocessing.get_context("fork").Pool(arguments.jobs) as pool:
        for tally in pool.imap_unordered(run_pack, packs):
            total.add(tally)
            if len(total.failed) >= arguments.stop_at:
                break
    for number, findings in sorted(total.failed.items())[: arguments.stop_at]:
        name, place, parcels = families.make(arguments.seed, number)
        print(f"differs: map {number} of seed {arguments.seed} ({name}, {place})")
        for rule, text in findings[:6]:
            print(f"    {rule}: {text}")
        if not arguments.no_shrink:
            rule = findings[0][0]
            variants = rule.startswith("any ")
            small = shrink(parcels, lambda p: rule in {
                r for r, _ in judge(arguments.binary, name, place, p, variants)[0]})
            path = written(arguments.failures, arguments.seed, number, name, place, rule, small)
            print(f"    as small as it gets, {len(small)} parcels: tools/differential --fixture {path}")
    total.tell(time.monotonic() - began)
    return 1 if total.failed or total.broken else 0


def packed(arguments):
    """Numbers of maps by place, a pack at a time."""
    waiting = collections.defaultdict(list)
    number, found = arguments.first, 0
    while found < arguments.maps:
        name, place, _ = families.make(arguments.seed, number)
        if not arguments.family or name == arguments.family:
            waiting[place].append(number)
            found += 1
            if len(waiting[place]) == PACK:
                yield place, waiting.pop(place)
        number += 1
    for place, numbers in waiting.items():
        yield place, numbers


class Tally:
    """What came of many maps."""

    def __init__(self):
        self.maps = collections.Counter()
        self.seen = collections.Counter()
        self.explained = collections.Counter()
        self.explained_maps = collections.Counter()
        self.failed = {}
        self.broken = []

    def add(self, other):
        self.maps += other.maps
        self.seen += other.seen
        self.explained += other.explained
        self.explained_maps += other.explained_maps
        self.failed.update(other.failed)
        self.broken += other.broken

    def take(self, number, name, findings, explained, seen):
        self.maps[name] += 1
        self.seen.update(seen)
        self.explained.update(explained)
        for cause in explained:
            self.explained_maps[cause, name] += 1
        if findings:
            self.failed[number] = findings

    def tell(self, seconds):
        for line in self.broken[:20]:
            print("differs:", line)
        for name in families.FAMILIES:
            causes = ", ".join(f"{c} in {n}" for (c, f), n in sorted(self.explained_maps.items()) if f == name)
            if self.maps[name]:
                print(f"{self.maps[name]:6d} {name}{': ' + causes if causes else ''}")
        print("compared: " + ", ".join(f"{n} {what}" for what, n in sorted(self.seen.items())))
        print("explained: " + (", ".join(f"{n} {what}" for what, n in sorted(self.explained.items())) or "nothing"))
        print(f"{sum(self.maps.values())} maps, {len(self.failed) + len(self.broken)} differences without an "
              f"explanation, {seconds:.0f} s")


def run_pack(task):
    arguments, place, numbers = task
    tally = Tally()
    maps = [(n, *families.make(arguments.seed, n)[::2]) for n in numbers]
    pack = program.Pack(place, maps)
    try:
        outcomes = compare_pack(arguments.binary, pack, arguments.seed)
    except program.Refused as refusal:
        if len(numbers) == 1:
            tally.take(numbers[0], maps[0][1], [("the program ends well", str(refusal))], {}, {})
            return tally
        for part in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2:]):
            if len(tally.failed) < arguments.stop_at:
                tally.add(run_pack((arguments, place, part)))
        return tally
    for (number, name, _), (findings, explained, seen) in zip(maps, outcomes["maps"]):
        tally.take(number, name, findings, explained, seen)
    tally.broken += [f"{place} maps {numbers[0]} to {numbers[-1]}: {line}" for line in outcomes["pack"]]
    return tally


def judge(binary, name, place, parcels, with_variants=True):
    """Findings and explained differences of one map, run alone."""
    pack = program.Pack(place, [(0, name, parcels)])
    try:
        outcome = compare_pack(binary, pack, 1, with_variants)
    except program.Refused as refusal:
        return [("the program ends well", str(refusal))], {}, {}
    findings, explained, seen = outcome["maps"][0]
    return findings + [("the whole", line) for line in outcome["pack"]], explained, seen


def tell_one(arguments, name, place, parcels):
    findings, explained, seen = judge(arguments.binary, name, place, parcels)
    print(f"{name}, {place}: {len(parcels)} parcels; compared: {dict(seen)}; explained: {dict(explained)}")
    for rule, text in findings:
        print(f"differs: {rule}: {text}")
    return 1 if findings else 0


def read_fixture(path):
    name, place, parcels = "fixture", "usual", []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                found = re.search(r"place: (\w+)", line)
                place = found.group(1) if found else place
            elif line.strip():
                parcels.append(shrinkable(line.strip()))
    return name, place, parcels


def shrinkable(text):
    """Parts of rings from WKT, written by `written`; rings that GEOS would refuse too."""
    parcel, depth = [], 0
    body = text[text.index("("):]
    for token in re.findall(r"\(|\)|[^(),]+ [^(),]+", body if text.startswith("MULTI") else f"({body})"):
        if token == "(":
            depth += 1
            if depth == 2:
                parcel.append([])
            elif depth == 3:
                parcel[-1].append([])
        elif token == ")":
            if depth == 3:
                parcel[-1][-1].pop()
            depth -= 1
        else:
            parcel[-1][-1].append(tuple(float(c) for c in token.split()))
    return parcel


# One pack.

def compare_pack(binary, pack, seed, with_variants=True):
    rows = list(pack.parcels())
    shapes = [program.wkb(parcel) for _, _, parcel in rows]
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        report, areas = program.check(binary, folder, shapes, 1)
        by_map = split(pack, rows, report, areas)
        variants = {}
        if with_variants:
            alike = [(k, canonical([cleaned(r) for part in pack.gridded(k, pack.maps[k][2][n]) for r in part]))
                     if k >= 0 else (k, n) for k, n, _ in rows]
            variants = compare_variants(binary, folder, rows, alike, report, seed)
    flat = [shapely.from_wkb(s, on_invalid="ignore") for s in shapes]
    results = []
    balance = collections.Counter()
    at = len(pack.anchors)
    for k, (number, name, parcels) in enumerate(pack.maps):
        source = flat[at: at + len(parcels)]
        at += len(parcels)
        findings, explained, seen = compare_map(pack, k, source, by_map[k], balance)
        for rule, text, cause in variants.get(k, []):
            if cause:
                explained[cause] += 1
            else:
                findings.append((rule, text))
        results.append((findings, explained, seen))
    for a in pack.anchors:
        ring = a[0][0]
        balance["parcel"] += doubled_area([(round(x * pack.units), round(y * pack.units)) for x, y in ring]) / 2
    broken = compare_balance(pack, report, balance)
    return {"maps": results, "pack": broken}


def split(pack, rows, report, areas):
    """The defects of each map, with parcels as its indices and polygons in units from its corner."""
    by_map = [[] for _ in pack.maps]
    corners = numpy.array(pack.origins, dtype=float)
    for d in report["defects"]:
        if d["kind"] in ("wrong-crs", "swapped-axes"):
            continue
        members = [rows[p["fid"] - 1] for p in d["parcels"]]
        if members:
            k = members[0][0]
        else:
            k = int(numpy.argmin(((corners + 40 - numpy.array(d["at"])) ** 2).sum(axis=1)))
        if k < 0:
            continue
        origin = numpy.array(pack.origins[k], dtype=float) * pack.units
        own = dict(d)
        own["parcels"] = [n for _, n, _ in members]
        own["strangers"] = any(m != k for m, _, _ in members)
        shape = areas.get(d["id"])
        if shape is not None:
            shape = shapely.transform(shape, lambda c: numpy.rint(c * pack.units) - origin)
            own["parts"] = shapely.get_parts(shape).tolist()
            shape = flattened(shape)
        own["shape"] = shape
        own["width"] = d["width_m"] * pack.units if d.get("width_m") is not None else None
        own["at_units"] = (numpy.array(d["at"]) * pack.units - origin).tolist() if d.get("at") else None
        by_map[k].append(own)
    return by_map


def flattened(shape):
    """Polygons that may share edges or, for two nests or stretches of a border, ground."""
    if shape.geom_type == "Polygon" or shape.is_valid:
        return shape
    return shapely.unary_union(shapely.make_valid(shapely.get_parts(shape)))


def is_invalid(shape):
    return shape is None or not shape.is_valid


def compare_map(pack, k, source, defects, balance):
    number, name, parcels = pack.maps[k]
    findings, explained = [], collections.Counter()
    for d in defects:
        if d["strangers"]:
            findings.append(("a defect is of one map", f"{d['kind']} {d['parcels']}"))
    told = {d["parcels"][0] for d in defects if d["kind"] == "invalid-geometry"}
    theirs = {n for n, shape in enumerate(source) if is_invalid(shape)}
    for n in sorted(told ^ theirs):
        what = source[n].wkt[:200] if source[n] is not None else "a ring that GEOS does not take"
        findings.append(("what is invalid", f"parcel {n} is {'' if n in theirs else 'not '}invalid for GEOS: {what}"))
    parts = {n: len([p for p in parcel if p and p[0]]) for n, parcel in enumerate(parcels)}
    multi = {d["parcels"][0] for d in defects if d["kind"] == "multipart"}
    if multi != {n for n, count in parts.items() if count > 1}:
        findings.append(("what has several parts", f"{sorted(multi)}"))
    ground = Ground([pack.gridded(k, p) for p in parcels], told)
    tolerance, max_gap = (m * pack.units for m in LIMITS[pack.place])
    try:
        comparison = Comparison(ground, defects, pack.units, tolerance, max_gap).run()
    except shapely.errors.GEOSException as error:
        findings.append(("GEOS fails", str(error)))
        return findings, explained, {}
    findings += comparison.findings
    explained += comparison.explained
    seen = comparison.seen
    length = float(numpy.hypot(ground.edges[:, 2] - ground.edges[:, 0], ground.edges[:, 3] - ground.edges[:, 1]).sum())
    balance["parcel"] += ground.doubled_parcel_area() / 2
    balance["has invalid"] += len(told)
    invalid = sum(f.area for s, faces in comparison.sets.items() for p in s & told for f in faces)
    balance["parcel"] += invalid
    balance["covered"] += comparison.covered.area
    balance["excess"] += sum((len(s) - 1) * f.area for s, faces in comparison.sets.items() if len(s) > 1 for f in faces)
    balance["enclosed"] += sum(p.area for p in comparison.enclosed) + comparison.explained_enclosed
    balance["slack"] += comparison.reach * length + 100
    balance["invalid slack"] += comparison.reach * length if told else 0
    if findings or random.Random(number).random() < 0.01:
        seen["referee"] += 1
        findings += referee(ground, comparison)
    return findings, explained, seen


def referee(ground, comparison):
    """GEOS against exact fractions."""
    areas, enclosed = exact.areas(ground)
    rule = "GEOS against exact fractions"
    wrong = []
    # GEOS's faces that are thinner than a thousandth of a unit are left out.
    faint = 1e-3 * float(numpy.hypot(*(ground.edges[:, 2:4] - ground.edges[:, :2]).T).sum())
    for s in set(areas) | {s for s in comparison.sets if s}:
        theirs = sum(f.area for f in comparison.sets.get(s, []))
        if abs(float(areas.get(s, 0)) - theirs) > faint + 1e-9 * theirs:
            wrong.append((rule, f"{sorted(s)}: {float(areas.get(s, 0)):.3f}, GEOS {theirs:.3f}"))
    theirs = sum(p.area for p in comparison.enclosed)
    if abs(float(enclosed) - theirs) > 1 + faint + 1e-9 * theirs:
        wrong.append((rule, f"enclosed: {float(enclosed):.3f}, GEOS {theirs:.3f}"))
    return wrong


def compare_balance(pack, report, balance):
    broken = []
    units2 = pack.units ** 2
    told = report["balance"]
    anchors = len(pack.anchors) * (1 if pack.place == "edge" else 100) * units2
    if abs(told_grid(report) * pack.units - 1) > 1e-9:
        broken.append(f"the program works on a grid of {told_grid(report)} m")
    if told["closure_m2"] != 0:
        broken.append(f"the balance misses {told['closure_m2']} m2")
    slack = balance["invalid slack"] + 1e-6 * units2 + 1e-12 * balance["parcel"]
    for name, mine, room in (
            ("parcel_area_m2", balance["parcel"], slack),
            ("covered_m2", balance["covered"] + anchors, balance["slack"]),
            ("overlap_excess_m2", balance["excess"], balance["slack"]),
            ("enclosed_uncovered_m2", balance["enclosed"], balance["slack"])):
        if abs(told[name] * units2 - mine) > room:
            broken.append(f"{name} {told[name]}, GEOS {mine / units2:.6f}, bound {room / units2:.6f}")
    return broken


def told_grid(report):
    return report["settings"]["grid_m"]


# What must not matter.

def compare_variants(binary, folder, rows, alike, report, seed):
    """The parcels in another order, rings begun elsewhere and turned round, two lanes: the same defects.

    Gives what differs by map: the rule, what it is, and the cause where it is explained.
    """
    chance = random.Random(f"{seed} {len(rows)} variant")
    order = list(range(len(rows)))
    chance.shuffle(order)
    # Of parcels that are copies, on the grid, the first stands for all.
    twins = {}
    twin = [twins.setdefault(key, k) + 1 for k, key in enumerate(alike)]
    copied = {t for t, count in collections.Counter(twin).items() if count > 1}
    bare = {t for t, (_, rings) in zip(twin, alike) if rings == ()}
    back = {k + 1: twin[i] for k, i in enumerate(order)}
    same = {k + 1: twin[k] for k in range(len(rows))}
    invalid = {d["parcels"][0]["fid"] - 1 for d in report["defects"] if d["kind"] == "invalid-geometry"}
    found = collections.defaultdict(list)
    for change, rule in enumerate(("any order and two lanes", "any begin and turn of the rings")):
        shapes = []
        for i in order:
            parcel = rows[i][2]
            if change and i not in invalid:
                parcel = [[begun_elsewhere(ring, chance) for ring in part] for part in parcel]
            shapes.append(program.wkb(parcel))
        other, _ = program.check(binary, folder, shapes, 2, with_areas=False)
        sides = collections.defaultdict(lambda: ([], []))
        for side, (defects, names) in enumerate(((report["defects"], same), (other["defects"], back))):
            for d in defects:
                own = normal(d, names)
                if d["parcels"]:
                    sides[rows[own["parcels"][0] - 1][0]][side].append(own)
                elif d["kind"] == "uncovered":
                    sides["nobody's"][side].append(own)
        for k, (here, there) in sides.items():
            if texts(here) == texts(there):
                continue
            cause = None
            for name, marked in (("a parcel without ground on the grid is named by its feature id", bare),
                                 ("of copies with different corners another is told", copied)):
                for d in here + there:
                    if marked & set(d["parcels"]):
                        d.pop("id", None)
                        d.pop("at", None)
                if texts(here) == texts(there):
                    cause = name
                    break
            if not cause and texts(here, "id") == texts(there, "id") and ids(here) == ids(there):
                cause = "ids of twins in one place change hands"
            text = "; ".join(f"{w} {line[:420]}" for w, a, b in (("no longer", here, there), ("now", there, here))
                             for line in sorted((texts(a) - texts(b)).elements())[:2])
            found[k if isinstance(k, int) and k >= 0 else 0].append((rule, text, cause))
        if other["balance"] != report["balance"]:
            found[0].append((rule, f"another balance {other['balance']}", None))
    return found


def texts(defects, *without):
    return collections.Counter(
        json.dumps({k: v for k, v in d.items() if k not in without}, sort_keys=True) for d in defects)


def ids(defects):
    return sorted(d.get("id", "") for d in defects)


def begun_elsewhere(ring, chance):
    k = chance.randrange(len(ring)) if ring else 0
    ring = ring[k:] + ring[:k]
    return ring[::-1] if chance.random() < 0.5 else ring


def normal(defect, names):
    d = dict(defect)
    fids = [names[p["fid"]] for p in d["parcels"]]
    keeps_first = d["kind"] == "nested-parcel" or d.get("missing_vertex")
    d["parcels"] = fids[:1] + sorted(fids[1:]) if keeps_first else sorted(fids)
    # In the message the parties follow the order of their names.
    d["message"] = re.sub(r"FID \d+", "FID", d["message"])
    return d


if __name__ == "__main__":
    sys.exit(main())
