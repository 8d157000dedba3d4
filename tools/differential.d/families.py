"""Small maps that are hard on an engine of overlaps and gaps, each from its own seed.

A map is a list of parcels, a parcel a list of parts, a part a list of rings (the shell first), a ring a list of points
in metres from the map's own corner; the closing point is left out. A family takes a generator of chance and gives a map
of 2 to 40 parcels. `make` also places it: at an ordinary place, at the grid's edge, at huge coordinates or on a grid of
whole millimetres, for the first and the last units are where integers run over.
"""
import math
import random

UNIT = 0.0001
SHIFTS = (0.0001, 0.0002, 0.0003, 0.001, 0.003, 0.01, 0.02, 0.05, 0.2)


def make(seed, number):
    """Map `number` of a seed: its family, its place and its parcels."""
    name = list(FAMILIES)[number % len(FAMILIES)]
    chance = random.Random(f"{seed} {number} {name}")
    place = chance.choices(("usual", "edge", "huge", "coarse"), (70, 14, 8, 8))[0]
    if name in PLACES:
        place = PLACES[name]
    parcels = FAMILIES[name](chance)
    parcels = [p for p in parcels if p][:40]
    while len(parcels) < 2:
        parcels.append(box(70, 70, 75, 75))
    if place == "coarse":
        # Ten times as large on a grid of ten times the unit: as nasty as before.
        parcels = mapped(parcels, lambda p: (p[0] * 10, p[1] * 10))
    return name, place, parcels


def mapped(parcels, change):
    return [[[[change(p) for p in ring] for ring in part] for part in parcel] for parcel in parcels]


def box(x0, y0, x1, y1):
    return [[[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]]]


def rounded(parcels, step):
    if not step:
        return parcels
    return mapped(parcels, lambda p: (round(round(p[0] / step) * step, 6), round(round(p[1] / step) * step, 6)))


def turned(parcels, angle):
    c, s = math.cos(angle), math.sin(angle)
    return mapped(parcels, lambda p: (40 + c * (p[0] - 40) - s * (p[1] - 40), 40 + s * (p[0] - 40) + c * (p[1] - 40)))


def some_step(chance):
    """How a map's coordinates were rounded: centimetres, millimetres, grid units or not at all."""
    return chance.choice((0.01, 0.01, 0.001, 0.0001, 0, 0))


def town(chance, most=24, jitter=0.25, step=None):
    """Lots that share all corners, with some extra corners on the borders."""
    columns, rows = chance.randint(1, 5), chance.randint(1, 5)
    while columns * rows > most or columns * rows < 2:
        columns, rows = chance.randint(1, 5), chance.randint(1, 5)
    width, depth = chance.uniform(2, 12), chance.uniform(2, 14)
    corner = {
        (i, j): (10 + width * (i + chance.uniform(-jitter, jitter)), 10 + depth * (j + chance.uniform(-jitter, jitter)))
        for i in range(columns + 1) for j in range(rows + 1)
    }
    middle = {}

    def side(a, b):
        """The corner and, on some sides, a bend before the next one."""
        key = min(a, b), max(a, b)
        if key not in middle:
            (ax, ay), (bx, by) = corner[key[0]], corner[key[1]]
            t, off = chance.uniform(0.2, 0.8), chance.choice((0, 0, 0.05, -0.05)) * jitter
            bend = (ax + t * (bx - ax) - off * (by - ay), ay + t * (by - ay) + off * (bx - ax))
            middle[key] = [bend] if chance.random() < 0.3 else []
        return [corner[a]] + middle[key]

    lots = []
    for i in range(columns):
        for j in range(rows):
            loop = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            lots.append([[sum((side(loop[k], loop[(k + 1) % 4]) for k in range(4)), [])]])
    return rounded(lots, some_step(chance) if step is None else step)


def star(chance, x, y, radius, corners=None):
    corners = corners or chance.randint(3, 10)
    ring = []
    for k in range(corners):
        t = 2 * math.pi * (k + chance.uniform(0, 0.8)) / corners
        r = radius * chance.uniform(0.3, 1)
        ring.append((x + r * math.cos(t), y + r * math.sin(t)))
    return ring


def noisy_corners(chance):
    """Shared corners that each parcel has a little elsewhere."""
    shift = chance.choice(SHIFTS)
    share = chance.choice((0.05, 0.2, 0.6))

    def moved(p):
        if chance.random() >= share:
            return p
        return p[0] + chance.uniform(-shift, shift), p[1] + chance.uniform(-shift, shift)

    return rounded(mapped(town(chance), moved), some_step(chance))


def collinear(chance):
    """Rectangles on few grid lines: edges that lie on each other in part, in both directions."""
    step = chance.choice((1, 1, 0.5, 0.0001, 0.0003, 0.007))
    size = chance.randint(3, 8)
    lots = []
    for _ in range(chance.randint(2, 20)):
        x, y = chance.randint(0, size), chance.randint(0, size)
        w, h = chance.randint(1, size), chance.randint(1, size)
        ring = []
        for a, b in (((x, y), (x + w, y)), ((x + w, y), (x + w, y + h)), ((x + w, y + h), (x, y + h)),
                     ((x, y + h), (x, y))):
            ring.append(a)
            if chance.random() < 0.3:
                t = chance.randint(0, max(abs(b[0] - a[0]), abs(b[1] - a[1])))
                n = max(abs(b[0] - a[0]), abs(b[1] - a[1]))
                if 0 < t < n:
                    ring.append((a[0] + (b[0] - a[0]) * t // n, a[1] + (b[1] - a[1]) * t // n))
        lots.append([[[(10 + px * step, 10 + py * step) for px, py in ring]]])
    if chance.random() < 0.3:
        # The same on a slope where all stays on the grid.
        lots = mapped(lots, lambda p: (10 + 3 * (p[0] - 10) - 4 * (p[1] - 10), 60 + 4 * (p[0] - 10) + 3 * (p[1] - 10)))
    return lots


def slivers(chance):
    """Borders that run nearly alike: from a common corner, or crossing at an angle of some grid units."""
    lots = []
    count = chance.randint(2, 10)
    length = chance.uniform(5, 60)
    low = chance.uniform(0, 5)
    for k in range(count):
        off = [chance.choice((-3, -2, -1, 0, 0, 1, 2, 3, 7, 40, 151)) * UNIT for _ in range(4)]
        y0, y1 = 10 + low + 3 * (k // 2), 13 + low + 3 * (k // 2)
        if k % 2:
            y0, y1 = y1, y1 + 3
        bend = chance.uniform(0.2, 0.8)
        lower = [(10, y0 + off[0]), (10 + length * bend, y0 + chance.choice((0, 1, -1, 2)) * UNIT),
                 (10 + length, y0 + off[1])]
        upper = [(10 + length, y1 + off[2]), (10, y1 + off[3])]
        lots.append([[lower + upper]])
    if chance.random() < 0.5:
        lots = turned(lots, chance.uniform(0, 3))
    if chance.random() < 0.5:
        apex = (chance.uniform(0, 60), chance.uniform(0, 60))
        t = chance.uniform(0, 6)
        for _ in range(chance.randint(1, 4)):
            u = t + chance.choice((1e-6, 1e-5, 1e-4, 0.2))
            lots.append([[[apex, (apex[0] + length * math.cos(t), apex[1] + length * math.sin(t)),
                           (apex[0] + length * math.cos(u), apex[1] + length * math.sin(u))]]])
            t = t + chance.choice((0, 1e-6, 2e-5, 0.2))
    return rounded(lots, chance.choice((0, 0, 0.0001, 0.001)))


def touching_holes(chance):
    """Holes that touch their shell or each other in a corner, some of them filled."""
    lots = []
    for _ in range(chance.randint(1, 4)):
        x, y, s = chance.randint(0, 40), chance.randint(0, 40), chance.randint(12, 30)
        shell = [(x, y), (x + s / 2, y), (x + s, y), (x + s, y + s), (x, y + s)]
        holes = []
        kind = chance.randrange(5)
        if kind == 0:
            holes.append([(x + s / 2, y), (x + s / 2 - 2, y + 3), (x + s / 2 + 2, y + 3)])
        elif kind == 1:
            holes.append([(x + 2, y + 2), (x + 2, y + 5), (x + 5, y + 5), (x + 5, y + 2)])
            holes.append([(x + 5, y + 5), (x + 5, y + 8), (x + 8, y + 8), (x + 8, y + 5)])
        elif kind == 2:
            # Touches in the middle of an edge, to a grid unit.
            off = chance.choice((0, 1, -1, 2)) * UNIT
            holes.append([(x + 3.5, y + off), (x + 2, y + 4), (x + 6, y + 4)])
        elif kind == 3:
            holes.append([(x + 2, y + 2), (x + 2, y + 5), (x + 5, y + 5)])
            holes.append([(x + 5, y + 5), (x + 8, y + 5), (x + 8, y + 2), (x + 6, y + 2.0001)])
            holes.append([(x + 2, y + 2), (x + 5, y + 1), (x + 6, y + 2.0001)])
        else:
            holes.append([(x + 1, y + 1), (x + 1, y + 6), (x + 6, y + 6), (x + 6, y + 1)])
            holes.append([(x + 6, y + 3), (x + 9, y + 2), (x + 9, y + 4)])
        lots.append([[shell] + holes])
        for hole in holes:
            if chance.random() < 0.6:
                shift = chance.choice((0, 0, 0.0001, 0.004, 0.3))
                lots.append([[[(px + shift, py) for px, py in hole[::-1]]]])
    return rounded(lots, some_step(chance))


def nested(chance):
    """Parcels inside parcels, as deep as six, some of them touching."""
    lots = []
    for _ in range(chance.randint(1, 3)):
        x, y, w, h = chance.uniform(0, 40), chance.uniform(0, 40), chance.uniform(5, 30), chance.uniform(5, 30)
        for _ in range(chance.randint(1, 6)):
            lots.append(box(x, y, x + w, y + h))
            if chance.random() < 0.25:
                lots[-1] = [[star(chance, x + w / 2, y + h / 2, min(w, h) / 2)]]
            if chance.random() < 0.3:
                for piece in range(2):
                    lots.append(box(x + piece * w / 2, y, x + (piece + 1) * w / 2, y + h))
            left, below = chance.choice((0, 0, 0.0001, 0.001, 0.3, 1)), chance.choice((0, 0.0001, 0.02, 1))
            x, y, w, h = x + left, y + below, (w - left) * chance.choice((1, 0.999, 0.6)), (h - below) * 0.8
            if w < 0.5 or h < 0.5:
                break
    return rounded(lots, some_step(chance))


def bow_ties(chance):
    """Rings that cross themselves, wind twice or fold back, among good neighbours."""
    lots = town(chance, most=12)
    for k in range(len(lots)):
        ring = lots[k][0][0]
        if chance.random() < 0.5:
            kind = chance.randrange(4)
            if kind == 0:
                i = chance.randrange(len(ring))
                j = (i + 1) % len(ring)
                ring[i], ring[j] = ring[j], ring[i]
            elif kind == 1:
                i = chance.randrange(len(ring))
                ring.insert(i, (chance.uniform(5, 60), chance.uniform(5, 60)))
            elif kind == 2:
                ring.extend(ring[:] if chance.random() < 0.3 else ring[: len(ring) // 2 + 1])
            else:
                chance.shuffle(ring)
    return lots


def t_junctions(chance):
    """Corners on edges that have no vertex there: exactly, or off by grid units."""
    lots = []
    y = 10
    turn = chance.choice((None, None, 0.3, 1.1))
    for _ in range(chance.randint(2, 5)):
        cuts = sorted({0, 40} | {chance.randint(1, 39) for _ in range(chance.randint(0, 5))})
        height = chance.randint(2, 8)
        for a, b in zip(cuts, cuts[1:]):
            ring = [(10 + a, y), (10 + b, y), (10 + b, y + height), (10 + a, y + height)]
            if chance.random() < 0.2:
                off = chance.choice((0, 0, 1, -1, 2, 30)) * UNIT
                ring.insert(1, (10 + a + (b - a) / 2, y + off))
            lots.append([[ring]])
        y += height
    if turn:
        lots = turned(lots, turn)
    elif chance.random() < 0.3:
        lots = mapped(lots, lambda p: (3 * p[0] / 5, p[1] + 3 * p[0] / 10))
    return rounded(lots, some_step(chance))


def spikes(chance):
    """Rings with spikes out and in, thorns of some grid units, repeated points and edges walked twice."""
    lots = town(chance, most=12)
    for parcel in lots:
        ring = parcel[0][0]
        for _ in range(chance.randint(0, 2)):
            i = chance.randrange(len(ring))
            x, y = ring[i]
            far = (x + chance.uniform(-9, 9), y + chance.uniform(-9, 9))
            kind = chance.randrange(4)
            if kind == 0:
                ring[i: i + 1] = [(x, y), far, (x, y)]
            elif kind == 1:
                ring[i: i + 1] = [(x, y), far, (x + chance.choice((1, 2, 3)) * UNIT, y + UNIT)]
            elif kind == 2:
                ring[i: i + 1] = [(x, y)] * chance.randint(2, 4)
            else:
                a = ring[i - 1]
                ring[i: i + 1] = [(x, y), ((a[0] + x) / 2, (a[1] + y) / 2), (x, y)]
    return rounded(lots, chance.choice((0, 0.0001, 0.001, 0.01)))


def zero_area(chance):
    """Rings on one line, of one point, of two points; holes of no area; parcels below the grid."""
    lots = town(chance, most=12)
    for _ in range(chance.randint(1, 5)):
        a = chance.choice(chance.choice(lots)[0][0])
        b = (a[0] + chance.uniform(-5, 5), a[1] + chance.uniform(-5, 5))
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        kind = chance.randrange(6)
        if kind == 0:
            lots.append([[[a, middle, b]]])
        elif kind == 1:
            lots.append([[[a, b, a, b]]])
        elif kind == 2:
            lots.append([[[a, a, a]]])
        elif kind == 3:
            lots.append([[[a, (a[0] + 2e-5, a[1]), (a[0], a[1] + 2e-5)]]])
        elif kind == 4:
            chance.choice(lots)[0].append([a, middle, b])
        else:
            lots.append([[[a, b]]])
    return rounded(lots, chance.choice((0, 0, 0.0001, 0.01)))


def duplicates(chance):
    """Copies: as they are, begun elsewhere, turned round, with further points on their edges, a little shifted."""
    lots = town(chance, most=12, step=chance.choice((0.01, 0.001, 0)))
    for _ in range(chance.randint(1, 8)):
        ring = list(chance.choice(lots)[0][0])
        for _ in range(chance.randint(0, 3)):
            kind = chance.randrange(5)
            if kind == 0:
                k = chance.randrange(len(ring))
                ring = ring[k:] + ring[:k]
            elif kind == 1:
                ring.reverse()
            elif kind == 2:
                a, b = ring[0], ring[1]
                ring.insert(1, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
            elif kind == 3:
                shift = chance.choice(SHIFTS)
                ring = [(x + shift, y) for x, y in ring]
            else:
                k = chance.randrange(len(ring))
                ring[k] = (ring[k][0] + chance.choice(SHIFTS), ring[k][1])
        lots.append([[ring]])
    return lots


def multipart(chance):
    """Parcels of several parts that lie apart, touch, share an edge, overlap, or lie in one another's hole."""
    lots = []
    for _ in range(chance.randint(2, 5)):
        x, y = chance.randint(0, 40), chance.randint(0, 40)
        first = box(x, y, x + 8, y + 6)[0]
        kind = chance.randrange(7)
        if kind == 0:
            parts = [first, box(x + 20, y, x + 25, y + 5)[0]]
        elif kind == 1:
            parts = [first, box(x + 8, y + 6, x + 12, y + 9)[0]]
        elif kind == 2:
            parts = [first, box(x + 8, y + chance.choice((0, 1)), x + 12, y + 6)[0]]
        elif kind == 3:
            parts = [first, box(x + 8 - chance.choice((0.0001, 0.01, 2)), y, x + 14, y + 6)[0]]
        elif kind == 4:
            hole = [(x + 1, y + 1), (x + 1, y + 5), (x + 7, y + 5), (x + 7, y + 1)]
            parts = [first + [hole], box(x + 1 + chance.choice((0, 0.0001, 1)), y + 2, x + 5, y + 4)[0]]
        elif kind == 5:
            parts = [first, box(x + 2, y + 2, x + 5, y + 4)[0]]
        else:
            parts = [first, [[(x + 4, y + 6), (x + 6, y + 9), (x + 2, y + 9)]], box(x + 8, y + 2, x + 10, y + 4)[0]]
        lots.append(parts)
        if chance.random() < 0.5:
            lots.append([parts[-1]])
    return rounded(lots, some_step(chance))


def rounded_apart(chance):
    """Corners of one border, put on centimetres or millimetres by each parcel in its own way."""
    lots = turned(town(chance, step=0), chance.uniform(0, 1.5))
    return [rounded([lot], chance.choice((0.01, 0.001, 0.005, 0.0001, 0)))[0] for lot in lots]


def rotated_grid(chance):
    """A straight street plan, turned: points on straight lines that rounding moves off them."""
    lots = []
    xs = sorted({round(chance.uniform(0, 50), 2) for _ in range(chance.randint(2, 6))})
    ys = sorted({round(chance.uniform(0, 50), 2) for _ in range(chance.randint(2, 6))})
    for a, b in zip(xs, xs[1:]):
        for c, d in zip(ys, ys[1:]):
            ring = []
            for p, q in (((a, c), (b, c)), ((b, c), (b, d)), ((b, d), (a, d)), ((a, d), (a, c))):
                ring.append(p)
                if chance.random() < 0.25:
                    t = chance.random()
                    ring.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
            lots.append([[ring]])
    lots = turned(lots, chance.uniform(0, 6.3))
    return rounded(lots, chance.choice((0.01, 0.001, 0.0001, 0)))


def tiny_edges(chance):
    """Borders of chains whose edges are one to three grid units long."""
    count = chance.randint(5, 60)
    chain = [(10.0, 10.0)]
    for _ in range(count):
        x, y = chain[-1]
        chain.append((x + chance.randint(0, 3) * UNIT, y + chance.randint(-2, 3) * UNIT))
    other = list(chain)
    for _ in range(chance.randint(0, 10)):
        k = chance.randrange(len(other))
        if chance.random() < 0.5 and len(other) > 3:
            del other[k]
        else:
            other[k] = (other[k][0] + chance.randint(-2, 2) * UNIT, other[k][1] + chance.randint(-2, 2) * UNIT)
    size = chance.choice((0.0005, 0.01, 0.1, 5))
    a, b = chain[0], chain[-1]
    lots = [[[[(a[0], a[1] + size)] + [(b[0] + UNIT, b[1] + size)] + chain[::-1]]],
            [[[(b[0], b[1] - size)] + [(a[0], a[1] - size)] + other]]]
    if chance.random() < 0.5:
        lots.append(box(a[0], a[1] - size / 2, a[0] + size, a[1] + size / 2))
    return lots


def shared_holes(chance):
    """One hole's whole outline in several parcels: around it twice, filled once or twice, in pieces or not at all."""
    lots = []
    for _ in range(chance.randint(1, 3)):
        x, y = chance.uniform(0, 30), chance.uniform(0, 30)
        hole = star(chance, x + 10, y + 10, 6, chance.randint(3, 8))
        shell = [(x + 10 + 10 * math.cos(k * math.pi / 6), y + 10 + 10 * math.sin(k * math.pi / 6)) for k in range(12)]
        for _ in range(chance.randint(1, 3)):
            if chance.random() < 0.5:
                lots.append([[shell, hole[::-1]]])
            else:
                lots.append([[box(x - 1, y - 1, x + 21, y + 21)[0][0], hole[::-1]]])
        for _ in range(chance.randint(0, 2)):
            lots.append([[hole]])
        if chance.random() < 0.4:
            for a, b in zip(hole, hole[1:] + hole[:1]):
                lots.append([[[a, b, (x + 10, y + 10)]]])
    return rounded(lots, some_step(chance))


def soup(chance):
    """Stars all over each other."""
    reach = chance.choice((3, 10, 30))
    lots = [[[star(chance, 40 + chance.uniform(-reach, reach), 40 + chance.uniform(-reach, reach),
                   chance.uniform(1, 15))]] for _ in range(chance.randint(2, 12))]
    return rounded(lots, some_step(chance))


def unit_soup(chance):
    """Polygons of 2 to 60 grid units, where everything crosses everything."""
    reach = chance.randint(4, 60)
    lots = []
    for _ in range(chance.randint(2, 30)):
        x, y = chance.randint(0, reach), chance.randint(0, reach)
        w, skew = chance.randint(1, reach), chance.randint(-8, 8)
        ring = [(x, y), (x + w, y + skew // 3), (x + w + skew, y + w), (x + skew // 2, y + w // 2 + 1)]
        lots.append([[[(10 + a * UNIT, 10 + b * UNIT) for a, b in ring]]])
    return lots


def gaps(chance):
    """Lost parcels, slits, islands in lakes, ways that end blind."""
    lots = town(chance)
    keep = [lot for lot in lots if chance.random() > 0.2]
    slit = chance.choice((0.0002, 0.002, 0.014, 0.016, 0.1, 0.49, 0.51, 1.2))
    result = []
    for lot in keep:
        ring = lot[0][0]
        if chance.random() < 0.3:
            cx, cy = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
            k = chance.randrange(len(ring))
            for i in (k, (k + 1) % len(ring)):
                x, y = ring[i]
                far = math.hypot(cx - x, cy - y) or 1
                ring[i] = (x + (cx - x) / far * slit, y + (cy - y) / far * slit)
        if chance.random() < 0.2:
            cx, cy = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
            lake = star(chance, cx, cy, chance.choice((0.005, 0.2, 1)))
            result.append([[ring, lake[::-1]]])
            if chance.random() < 0.6:
                result.append([[[(cx + (x - cx) * 0.5, cy + (y - cy) * 0.5) for x, y in lake]]])
            continue
        result.append(lot)
    return rounded(result, some_step(chance))


def folds(chance):
    """Valid in doubles, folded on the grid: necks, hairlines and notches of a tenth of a unit."""
    lots = town(chance, most=9, step=0)
    for parcel in lots:
        ring = parcel[0][0]
        for _ in range(chance.randint(0, 3)):
            i = chance.randrange(len(ring))
            (ax, ay), (bx, by) = ring[i - 1], ring[i]
            t, u = sorted((chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9)))
            hair = chance.choice((1e-5, 4e-5, 6e-5, 1.1e-4))
            length = math.hypot(bx - ax, by - ay) or 1
            nx, ny = -(by - ay) / length, (bx - ax) / length
            deep = chance.choice((0.0003, 0.02, 1.5))
            # A notch as narrow as a hair and some depth to the left, where the ground lies.
            notch = [(ax + t * (bx - ax), ay + t * (by - ay)),
                     (ax + t * (bx - ax) + nx * deep, ay + t * (by - ay) + ny * deep),
                     (ax + t * (bx - ax) + (bx - ax) / length * hair, ay + t * (by - ay) + (by - ay) / length * hair)]
            if chance.random() < 0.5:
                notch = [(ax + t * (bx - ax), ay + t * (by - ay)), (ax + u * (bx - ax) + nx * hair,
                                                                   ay + u * (by - ay) + ny * hair)]
            ring[i:i] = notch
    return lots


def combs(chance):
    """Long teeth that interlock, exactly or with some play."""
    teeth = chance.randint(2, 12)
    depth, pitch = chance.uniform(2, 20), chance.uniform(0.02, 2)
    play = chance.choice((0, 0, UNIT, -UNIT, 3 * UNIT, 0.004, -0.004, 0.3 * pitch, -0.3 * pitch))
    lower = [(10 + 2 * teeth * pitch, 5), (10, 5)]
    for k in range(2 * teeth + 1):
        x = 10 + k * pitch
        if k % 2 == 0:
            lower += [(x, 10 + depth), (x, 10)] if k else [(x, 10)]
        else:
            lower += [(x, 10), (x, 10 + depth)]
    other = [(p[0] + play, p[1] + play) for p in lower[2:]]
    upper = other + [(10 + 2 * teeth * pitch, 15 + depth), (10, 15 + depth)]
    lots = [[[lower]], [[upper]], box(8, 8, 10 + chance.uniform(0, 20), 10 + depth / 2)][: chance.choice((2, 3))]
    if chance.random() < 0.5:
        lots = turned(lots, chance.uniform(0, 6))
    return rounded(lots, some_step(chance))


def mixture(chance):
    """Two families on the same ground."""
    names = [n for n in FAMILIES if n not in PLACES and n != "mixture"]
    first, second = (FAMILIES[chance.choice(names)](chance) for _ in range(2))
    return first[:20] + second[:20]


def any_family(chance):
    return FAMILIES[chance.choice([n for n in FAMILIES if n not in PLACES])](chance)


FAMILIES = {
    "noisy-corners": noisy_corners,
    "collinear": collinear,
    "slivers": slivers,
    "touching-holes": touching_holes,
    "nested": nested,
    "bow-ties": bow_ties,
    "t-junctions": t_junctions,
    "spikes": spikes,
    "zero-area": zero_area,
    "duplicates": duplicates,
    "multipart": multipart,
    "rounded-apart": rounded_apart,
    "rotated-grid": rotated_grid,
    "tiny-edges": tiny_edges,
    "shared-holes": shared_holes,
    "soup": soup,
    "unit-soup": unit_soup,
    "gaps": gaps,
    "folds": folds,
    "combs": combs,
    "mixture": mixture,
    "grid-edge": any_family,
    "huge-coordinates": any_family,
    "coarse-grid": any_family,
}
PLACES = {"grid-edge": "edge", "huge-coordinates": "huge", "coarse-grid": "coarse"}
