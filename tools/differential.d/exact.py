"""The referee: areas of a small map in exact fractions, by vertical slabs. Slow, and right."""
import bisect
import collections
from fractions import Fraction


def areas(ground):
    """Area (square units) of the ground of each set of parcels, and the enclosed uncovered area."""
    edges = []
    for ax, ay, bx, by, parcel, part in ground.rows:
        if ax != bx:
            edges.append((ax, ay, bx, by, parcel, part, 1) if ax < bx else (bx, by, ax, ay, parcel, part, -1))
    if not edges:
        return {}, Fraction(0)
    stops = set()
    for e in edges:
        stops.add(Fraction(e[0]))
        stops.add(Fraction(e[2]))
    for i, e in enumerate(edges):
        for f in edges[i + 1:]:
            if e[0] < f[2] and f[0] < e[2]:
                x = crossing(e, f)
                if x is not None:
                    stops.add(x)
    stops = sorted(stops)
    total = collections.defaultdict(Fraction)
    parent, empty_area = [0], {}

    def root(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def height(e, x):
        return e[1] + Fraction(e[3] - e[1]) * (x - e[0]) / (e[2] - e[0])

    starts = sorted(edges)
    keys = [e[0] for e in starts]
    before = []
    for x0, x1 in zip(stops, stops[1:]):
        middle = (x0 + x1) / 2
        active = [e for e in starts[: bisect.bisect_right(keys, x0)] if e[2] >= x1]
        active.sort(key=lambda e: height(e, middle))
        turns, parity = collections.Counter(), collections.Counter()
        # Empty pieces of this slab as (low at x1, high at x1, number); None is without end.
        here, ends = [], []
        low0 = low1 = None
        number = 0
        for e in active + [None]:
            high0, high1 = (height(e, x0), height(e, x1)) if e else (None, None)
            covering = frozenset(
                p for p in set(turns) | {q for q, _ in parity}
                if (any(parity[p, part] & 1 for q, part in parity if q == p) if p in ground.invalid else turns[p] >= 1))
            if low0 is not None and high0 is not None:
                piece = (x1 - x0) * ((high0 - low0) + (high1 - low1)) / 2
                if piece and covering:
                    total[covering] += piece
            else:
                piece = 0
            if not covering:
                if low0 is None or high0 is None:
                    number = 0
                elif not ends or ends[-1][3] is not True:
                    number = len(parent)
                    parent.append(number)
                    empty_area[number] = Fraction(0)
                if number:
                    empty_area[number] += piece
                elif ends and ends[-1][3] is True:
                    parent[root(ends[-1][2])] = root(0)
                here.append((low0, high0, number))
                ends.append((low1, high1, number, True))
            elif piece:
                ends.append((low1, high1, None, False))
            if e:
                turns[e[4]] += e[6]
                parity[e[4], e[5]] += 1
                low0, low1 = high0, high1
        for a_low, a_high, a, _ in [n for n in before if n[3]]:
            for b_low, b_high, b in here:
                low = b_low if a_low is None else (a_low if b_low is None else max(a_low, b_low))
                high = b_high if a_high is None else (a_high if b_high is None else min(a_high, b_high))
                if low is None or high is None or low < high:
                    parent[root(a)] = root(b)
        if x0 == stops[0]:
            for low, high, n in here:
                if low is None or high is None or low < high:
                    parent[root(n)] = root(0)
        before = ends
    for low, high, n, is_empty in before:
        if is_empty and (low is None or high is None or low < high):
            parent[root(n)] = root(0)
    enclosed = sum((area for n, area in empty_area.items() if root(n) != root(0)), Fraction(0))
    return dict(total), enclosed


def crossing(e, f):
    """Where two edges cross or touch, unless they lie on one line."""
    rx, ry, sx, sy = e[2] - e[0], e[3] - e[1], f[2] - f[0], f[3] - f[1]
    d = rx * sy - ry * sx
    if d == 0:
        return None
    t = Fraction((f[0] - e[0]) * sy - (f[1] - e[1]) * sx, d)
    u = Fraction((f[0] - e[0]) * ry - (f[1] - e[1]) * rx, d)
    return e[0] + t * rx if 0 <= t <= 1 and 0 <= u <= 1 else None
