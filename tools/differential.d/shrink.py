"""Makes a map that fails smaller while it still fails."""
import os


def shrink(parcels, fails, most_tries=200):
    """Takes out parcels, parts, rings and points, and rounds what is left."""
    tries = [0]

    def still(candidate):
        tries[0] += 1
        return tries[0] <= most_tries and len(candidate) >= 1 and fails(candidate)

    changed = True
    while changed and tries[0] < most_tries:
        changed = False
        for smaller in (without_many, without_parcel, without_part, without_point):
            k = 0
            while True:
                candidate = smaller(parcels, k)
                if candidate is None:
                    break
                if still(candidate):
                    parcels, changed = candidate, True
                else:
                    k += 1
                if tries[0] >= most_tries:
                    break
        least = [min(p[i] for parcel in parcels for part in parcel for ring in part for p in ring) for i in (0, 1)]
        for step in (1, 0.1, 0.01, 0.001, 0.0001):
            candidate = moved(parcels, least, step)
            if candidate == parcels:
                break
            if still(candidate):
                parcels, changed = candidate, changed or step >= 0.01
                break
    return parcels


def without_many(parcels, k):
    half = max(1, len(parcels) // 4)
    if len(parcels) < 4 or k * half >= len(parcels):
        return None
    return parcels[: k * half] + parcels[(k + 1) * half:]


def without_parcel(parcels, k):
    return parcels[:k] + parcels[k + 1:] if len(parcels) > 1 and k < len(parcels) else None


def without_part(parcels, k):
    """Without a part, or a ring that is no shell."""
    for n, parcel in enumerate(parcels):
        for m, part in enumerate(parcel):
            for r in range(len(part)):
                if r == 0 and len(parcel) == 1:
                    continue
                if k == 0:
                    new = parcel[:m] + parcel[m + 1:] if r == 0 else (
                        parcel[:m] + [part[:r] + part[r + 1:]] + parcel[m + 1:])
                    return parcels[:n] + [new] + parcels[n + 1:]
                k -= 1
    return None


def without_point(parcels, k):
    for n, parcel in enumerate(parcels):
        for m, part in enumerate(parcel):
            for r, ring in enumerate(part):
                if len(ring) <= 3:
                    continue
                if k < len(ring):
                    rings = part[:r] + [ring[:k] + ring[k + 1:]] + part[r + 1:]
                    return parcels[:n] + [parcel[:m] + [rings] + parcel[m + 1:]] + parcels[n + 1:]
                k -= len(ring)
    return None


def moved(parcels, least, step):
    digits = 6
    x0, y0 = (int(c) for c in least)
    return [[[[(round(round((x - x0) / step) * step, digits), round(round((y - y0) / step) * step, digits))
               for x, y in ring] for ring in part] for part in parcel] for parcel in parcels]


def text(parcel):
    def ring(points):
        return "(" + ", ".join(f"{x!r} {y!r}" for x, y in points + points[:1]) + ")"

    parts = ["(" + ", ".join(ring(r) for r in part) + ")" for part in parcel]
    return f"POLYGON {parts[0]}" if len(parts) == 1 else f"MULTIPOLYGON ({', '.join(parts)})"


def written(folder, seed, number, name, place, rule, parcels):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{name}-{seed}-{number}.wkt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"# {rule}\n# family: {name}, place: {place}, seed {seed}, map {number}\n")
        file.write(f"# tools/differential --fixture {path}\n")
        for parcel in parcels:
            file.write(text(parcel) + "\n")
    return path
