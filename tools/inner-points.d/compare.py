"""Compares our inner points with GEOS's largest inscribed circles; see tools/inner-points."""
import subprocess
import sys

import numpy
import pyogrio.raw
import shapely

# Metres: our precision; what GEOS is asked for; and a grid unit of 0.1 mm each way for rounding.
PRECISION, GEOS_PRECISION, ROUNDING = 0.01, 0.001, 0.00015


def main():
    program, source = sys.argv[1:3]
    lines = subprocess.run([program, source, "5"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    rows = [line.split(",") for line in lines[:-1]]
    time = float(lines[-1].split(",")[1])
    _, fids, wkb, _ = pyogrio.raw.read(source, columns=[], return_fids=True)
    shape = dict(zip((int(f) for f in fids), shapely.from_wkb(wkb, on_invalid="ignore")))
    wrong, ours, parcels, points = [], [], [], []
    left_out = 0
    for fid, x, y, clearance in rows:
        parcel = shape[int(fid)]
        if parcel is None or parcel.is_empty or not parcel.is_valid:
            left_out += 1
        elif not x:
            if parcel.area > 0.001:
                wrong.append(f"{fid}: none, of {parcel.area:.4f} m2")
        else:
            parcels.append(parcel)
            points.append((int(fid), float(x), float(y)))
            ours.append(float(clearance))
    parcels, ours = numpy.array(parcels), numpy.array(ours)
    # A line from the centre to the nearest boundary: its length is the radius.
    theirs = shapely.length(shapely.maximum_inscribed_circle(parcels, tolerance=GEOS_PRECISION))
    at = shapely.points([p[1:] for p in points])
    inside = shapely.contains_properly(parcels, at)
    true = shapely.distance(shapely.boundary(parcels), at)
    for k, (fid, x, y) in enumerate(points):
        if not inside[k]:
            wrong.append(f"{fid}: ({x:.4f}, {y:.4f}) is not inside")
        if abs(true[k] - ours[k]) > ROUNDING:
            wrong.append(f"{fid}: we say {ours[k]:.4f} m of clearance, it is {true[k]:.4f} m")
        if ours[k] < theirs[k] - PRECISION - ROUNDING:
            wrong.append(f"{fid}: {ours[k]:.4f} m, GEOS {theirs[k]:.4f} m")
        if ours[k] > theirs[k] + GEOS_PRECISION + ROUNDING + 0.01 * theirs[k]:
            wrong.append(f"{fid}: {ours[k]:.4f} m is more than can be, GEOS {theirs[k]:.4f} m")
    for line in wrong[:40]:
        print("differs:", line)
    short = theirs - ours
    print(f"{len(points)} parcels, {left_out} left out as invalid or empty for GEOS; "
          f"GEOS's radius minus ours: most {short.max():.4f} m, least {short.min():.4f} m, mean {short.mean():.5f} m")
    print(f"{time:.2f} microseconds a parcel in one lane")
    print(f"{len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
