"""Runs `parcelmap check` on packs of small maps: all maps of a pack stand far apart in one GeoPackage."""
import json
import os
import sqlite3
import struct
import subprocess

import numpy
import shapely

UNITS = {"usual": 10000, "edge": 10000, "huge": 10000, "coarse": 1000}


class Refused(Exception):
    """The program ended with an error."""


class Pack:
    """Maps at places of their own. `maps` are (number, family, parcels)."""

    def __init__(self, place, maps):
        self.place = place
        self.units = UNITS[place]
        self.maps = maps
        pitch = 4000 if place == "coarse" else 400
        count = len(maps)
        side = int(numpy.ceil(numpy.sqrt(count)))
        self.origins = []
        for k in range(count):
            i, j = k % side, k // side
            if place == "usual":
                at = 587000 + pitch * i, 2322000 + pitch * j
            elif place == "huge":
                at = 99_000_000 + pitch * i, -99_500_000 + pitch * j
            else:
                # Along the edges of the widest map that the grid takes (or, on the coarse one, of one wider still).
                reach = 425_200 if place == "edge" else 900_000
                corner = k % 4
                step = pitch * (k // 4)
                at = (
                    (0, pitch / 2 + step), (reach - pitch, step), (step, 0), (pitch / 2 + step, reach - pitch))[corner]
            self.origins.append(at)
        self.anchors = []
        if place in ("edge", "coarse"):
            reach = 425_200 if place == "edge" else 900_000
            # Two small squares that hold the map's extent, whatever else is taken out of it.
            size = 1 if place == "edge" else 10
            for x, y in ((-200 * size, -200 * size), (reach + 200 * size, reach + 200 * size)):
                self.anchors.append([[[(x, y), (x + size, y), (x + size, y + size), (x, y + size)]]])

    def parcels(self):
        """All parcels with their map's index (-1: none) and their index in it."""
        for a in self.anchors:
            yield -1, 0, a
        for k, (_, _, parcels) in enumerate(self.maps):
            ox, oy = self.origins[k]
            for n, parcel in enumerate(parcels):
                yield k, n, [[[(x + ox, y + oy) for x, y in ring] for ring in part] for part in parcel]

    def gridded(self, k, parcel):
        """The rings of a parcel of map `k` as the program rounds them: integers from the map's own corner."""
        ox, oy = self.origins[k]
        parts = []
        for part in parcel:
            rings = []
            for ring in part:
                points = numpy.array([(x + ox, y + oy) for x, y in ring], dtype=float).reshape(-1, 2)
                units = numpy.floor(points * self.units + 0.5).astype(numpy.int64)
                rings.append(units - numpy.array([ox, oy], dtype=numpy.int64) * self.units)
            parts.append(rings)
        return parts


def wkb(parcel):
    out = []
    if len(parcel) > 1:
        out.append(struct.pack("<BII", 1, 6, len(parcel)))
    for part in parcel:
        out.append(struct.pack("<BII", 1, 3, len(part)))
        for ring in part:
            closed = ring + ring[:1]
            out.append(struct.pack("<I", len(closed)))
            out.append(struct.pack(f"<{2 * len(closed)}d", *(c for p in closed for c in p)))
    return b"".join(out)


def write(path, shapes):
    """A GeoPackage of fid 1, 2, ... with the bytes as they are."""
    if os.path.exists(path):
        os.remove(path)
    base = sqlite3.connect(path)
    base.executescript("""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300; PRAGMA journal_mode = OFF;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
            organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('any', -1, 'NONE', -1, 'undefined', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
            description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
            srs_id INTEGER);
        INSERT INTO gpkg_contents VALUES ('parcels', 'features', 'parcels', '', '2026-01-01T00:00:00.000Z',
            NULL, NULL, NULL, NULL, -1);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        INSERT INTO gpkg_geometry_columns VALUES ('parcels', 'geom', 'GEOMETRY', -1, 0, 0);
        CREATE TABLE parcels (fid INTEGER PRIMARY KEY, geom BLOB);
    """)
    head = struct.pack("<2sBBi", b"GP", 0, 1, -1)
    base.executemany("INSERT INTO parcels VALUES (?, ?)", ((k + 1, head + s) for k, s in enumerate(shapes)))
    base.commit()
    base.close()


def check(binary, folder, shapes, jobs, with_areas=True):
    """The JSON of a check, and the polygons of each defect in metres."""
    source = os.path.join(folder, "maps.gpkg")
    report, areas = os.path.join(folder, "check.json"), os.path.join(folder, "check.gpkg")
    write(source, shapes)
    command = [binary, "check", source, "--crs", "EPSG:5897", "--json", report, "--jobs", str(jobs), "--quiet",
               "--overwrite", "--max-listed", "100000000", "--language", "en", "--date", "2026-01-01"]
    if with_areas:
        command += ["--output", areas]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ended.returncode != 0:
        raise Refused(f"exit {ended.returncode}: {ended.stdout.strip()[-600:]}")
    with open(report, encoding="utf-8") as file:
        result = json.load(file)
    shape = {}
    if with_areas:
        base = sqlite3.connect(areas)
        column = base.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'defect_areas'").fetchone()[0]
        rows = base.execute(f'SELECT id, "{column}" FROM defect_areas').fetchall()
        base.close()
        heads = (0, 32, 48, 48, 64)
        shapes = shapely.from_wkb([r[1][8 + heads[r[1][3] >> 1 & 7]:] for r in rows], on_invalid="ignore")
        for (name, _), geometry in zip(rows, shapes):
            shape[name] = geometry
    return result, shape
