"""Runs the benchmark and prints its tables; see tools/bench."""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import time

import postgis

HERE = os.path.dirname(os.path.abspath(__file__))
# What check reads; pulling fewer columns than it needs would be no fair ground to stand on.
COLUMNS = ["MaXa", "SoHieuToBanDo", "SoThuTuThua", "DienTich", "DienTichPhapLy", "KyHieuMucDichSuDung"]

# Raised when synthesize draws other cities, so that maps of an older program are not taken for them.
CITIES = 2


class Run:
    """One process: wall and CPU seconds, peak memory in bytes."""

    def __init__(self, command):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # A page of text at most: it cannot fill the pipes.
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - begin
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        self.output = process.stdout.read().decode()
        if status != 0:
            sys.exit(f"{' '.join(command)} ended with {status}: {process.stderr.read().decode()}")


def best(command, repeats):
    """The run with the least CPU time of some; the file is in the page cache from the first on."""
    return min((Run(command) for _ in range(repeats)), key=lambda run: run.cpu)


class Bench:
    def __init__(self, arguments):
        self.parcelmap = arguments.parcelmap
        self.pull = arguments.pull
        self.cache = arguments.cache
        self.maps = os.path.join(arguments.cache, f"maps-{CITIES}")
        os.makedirs(self.maps, exist_ok=True)
        self.repeats = arguments.repeats
        self.peers = not arguments.no_peers
        self.results = []

    def map(self, parcels, rate=0.005, jitter=0.0):
        name = f"{parcels}-{rate}-{jitter}"
        folder = os.path.join(self.maps, name)
        if not os.path.exists(os.path.join(folder, "parcels.gpkg")):
            print(f"making {name} ...", file=sys.stderr)
            Run([self.parcelmap, "synthesize", "--parcels", str(parcels), "--seed", "1", "--output", folder,
                 "--defect-rate", str(rate), "--jitter", str(jitter), "--quiet"])
        return folder

    def check(self, folder, jobs, wards=False, repeats=None):
        timings = os.path.join(self.cache, "timings.json")
        command = [self.parcelmap, "check", os.path.join(folder, "parcels.gpkg"), "--jobs", str(jobs), "--quiet",
                   "--json", os.path.join(self.cache, "check.json"), "--timings", timings, "--overwrite"]
        if wards:
            command += ["--wards", os.path.join(folder, "wards.gpkg")]
        run = best(command, repeats or self.repeats)
        with open(timings, encoding="utf-8") as file:
            run.phases = {p["phase"]: p["seconds"] for p in json.load(file)["phases"]}
        return run

    def sizes(self, sizes):
        own = self.check(self.map(100), 1).memory
        rows, phases, peers = [], {}, []
        for parcels in sizes:
            folder = self.map(parcels)
            source = os.path.join(folder, "parcels.gpkg")
            repeats = self.repeats if parcels <= 1_000_000 else 1
            pull = best([self.pull, source, "parcels", *COLUMNS], repeats + 1)
            pull_all = best([self.pull, source, "parcels"], repeats)
            one = self.check(folder, 1, repeats=repeats)
            two = self.check(folder, 2, repeats=repeats)
            warded = self.check(folder, 1, wards=True, repeats=repeats)
            clean = self.check(self.map(parcels, rate=0.0), 1, repeats=repeats)
            rows.append([
                f"{parcels:,}", seconds(pull), seconds(pull_all), seconds(one), ratio(one.cpu, pull.cpu),
                ratio(one.wall, pull.wall), seconds(two), ratio(one.wall, two.wall), seconds(warded), seconds(clean),
                f"{one.memory / 2**20:.0f} MB", f"{(one.memory - own) / parcels:.0f}",
            ])
            phases[parcels] = (one.phases, clean.phases)
            result = {"parcels": parcels, "pull": vars(pull), "pull_all": vars(pull_all), "one_lane": vars(one),
                      "two_lanes": vars(two), "with_wards": vars(warded), "clean": vars(clean), "own_memory": own}
            if self.peers and parcels <= 1_000_000:
                repeats = 1 if parcels > 100_000 else self.repeats
                row = [f"{parcels:,}", seconds(one)]
                for name in ("coverage_invalid_edges", "overlapping_pairs"):
                    peer = best([sys.executable, os.path.join(HERE, name + ".py"), source], repeats)
                    row += [seconds(peer), ratio(peer.cpu, one.cpu), f"{peer.memory / 2**20:.0f} MB"]
                    result[name] = vars(peer)
                peers.append(row)
            self.results.append(result)
        table("Seconds: CPU / wall of the whole process. Pull: GDAL's Arrow batches dropped as they come",
              ["parcels", "pull, columns of check", "pull, all columns", "check, 1 lane", "CPU : pull", "wall : pull",
               "check, 2 lanes", "1 : 2 lanes, wall", "with wards", "no faults", "peak memory", "bytes a parcel"], rows)
        names = list(dict.fromkeys(name for pair in phases.values() for name in pair[0]))
        table("Wall seconds of the phases, one lane: as it is / without faults",
              ["parcels", *names],
              [[f"{parcels:,}", *(f"{pair[0].get(n, 0):.3f} / {pair[1].get(n, 0):.3f}" for n in names)]
               for parcels, pair in phases.items()])
        if peers:
            table("The same maps through shapely (a current GEOS), reading included",
                  ["parcels", "check, 1 lane", "coverage_invalid_edges", "CPU : check", "memory",
                   "STRtree pairs", "CPU : check", "memory"], peers)
        growth(self.results, "one_lane")

    def jitter(self, sizes):
        if not sizes:
            return
        rows, before = [], None
        for parcels in sizes:
            run = self.check(self.map(parcels, rate=0.0, jitter=0.02), 1, repeats=1)
            rows.append([f"{parcels:,}", seconds(run), f"{run.memory / 2**20:.0f} MB",
                         ratio(run.cpu, before.cpu) if before else ""])
            self.results.append({"parcels": parcels, "jitter": vars(run)})
            before = run
        table("Worst case: every parcel shifted by up to 2 cm each way, one lane",
              ["parcels", "check", "peak memory", "CPU : half the parcels"], rows)

    def repair(self, folder):
        fixed = os.path.join(self.cache, "fixed.gpkg")
        # What was written is removed before each run: replacing a file is not what is measured.
        return self.writing(
            [self.parcelmap, "fix", os.path.join(folder, "parcels.gpkg"), "--jobs", "1", "--quiet", "--fix-level",
             "limits", "--scale", "500", "--output", fixed, "--json", os.path.join(self.cache, "fixed.json"),
             "--overwrite"], fixed)

    def writing(self, command, output):
        runs = []
        for _ in range(self.repeats):
            if os.path.exists(output):
                os.remove(output)
            runs.append(Run(command))
        return min(runs, key=lambda run: run.cpu)

    def fix(self, sizes):
        if not sizes:
            return
        own = self.repair(self.map(100)).memory
        rows, peers = [], []
        for parcels in sizes:
            folder = self.map(parcels)
            source = os.path.join(folder, "parcels.gpkg")
            copied = os.path.join(self.cache, "copy.gpkg")
            copy = self.writing(["ogr2ogr", "-f", "GPKG", copied, source], copied)
            fix = self.repair(folder)
            written = os.path.getsize(os.path.join(self.cache, "fixed.gpkg")) / os.path.getsize(copied)
            with open(os.path.join(self.cache, "fixed.json"), encoding="utf-8") as file:
                done = json.load(file)["fixed"]
            rows.append([
                f"{parcels:,}", f"{done['defects']:,}", f"{done['parcels_changed']:,}", seconds(fix),
                f"{fix.memory / 2**20:.0f} MB", f"{(fix.memory - own) / parcels:.0f}", seconds(copy),
                ratio(fix.cpu, copy.cpu), ratio(fix.wall, copy.wall), f"{written:.2f}x",
            ])
            result = {"parcels": parcels, "fix": vars(fix), "copy": vars(copy), "own_memory": own}
            if self.peers and parcels <= 1_000_000:
                clean = best([sys.executable, os.path.join(HERE, "coverage_clean.py"), source],
                             1 if parcels > 100_000 else self.repeats)
                peers.append([f"{parcels:,}", seconds(fix), seconds(clean), ratio(clean.cpu, fix.cpu),
                              f"{clean.memory / 2**20:.0f} MB"])
                result["coverage_clean"] = vars(clean)
            self.results.append(result)
            for path in (copied, os.path.join(self.cache, "fixed.gpkg")):
                os.remove(path)
        table("fix up to the limits of 1:500, one lane, beside ogr2ogr copying the same file to a GeoPackage",
              ["parcels", "defects fixed", "parcels changed", "fix", "peak memory", "bytes a parcel", "ogr2ogr",
               "CPU : copy", "wall : copy", "size : copy"], rows)
        if peers:
            table("The same maps through shapely's coverage_clean (a current GEOS), reading included, without writing",
                  ["parcels", "fix", "coverage_clean", "CPU : fix", "memory"], peers)
        growth(self.results, "fix", "fix")

    def sheets(self, sizes):
        """Cadastral sheets: a second run with --resume reads the map too and draws nothing."""
        rows = []
        for parcels in sizes:
            source = os.path.join(self.map(parcels, rate=0.0), "parcels.gpkg")
            folder = os.path.join(self.cache, "sheets")
            shutil.rmtree(folder, ignore_errors=True)
            written = os.path.join(self.cache, "sheets.json")
            command = [self.parcelmap, "export", source, "--kind", "sheets", "--paper", "A3", "--scale", "1000", "--jobs", "1", "--output",
                       folder, "--json", written, "--overwrite", "--quiet"]
            run = Run(command)
            with open(written, encoding="utf-8") as file:
                report = json.load(file)
            sheets = [sheet for file in report["files"] for sheet in file["sheets"]]
            pages = sum(sheet["pages"] for sheet in sheets)
            size = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
            read = Run([*command, "--resume"])
            labels = report["labels"]
            rows.append([
                f"{parcels:,}", f"{len(sheets):,}", f"{pages:,}", f"{sum(labels.values()) / pages:.0f}", seconds(run),
                seconds(read), f"{pages / (run.cpu - read.cpu):.0f}",
                f"{sum(labels.values()) / 300 / (run.cpu - read.cpu):.0f}", f"{run.memory / 2**20:.0f} MB",
                f"{read.memory / 2**20:.0f} MB", f"{size / pages / 1000:.0f} kB",
                " / ".join(f"{labels[key]:,}" for key in ("inside", "shrunk", "led", "dropped")),
            ])
            self.results.append({"parcels": parcels, "sheets": vars(run), "sheets_read": vars(read), "pages": pages})
            shutil.rmtree(folder, ignore_errors=True)
        table("Cadastral sheets on A3 as PDF, a file for each ward, one lane; reading: the same run when all files are there",
              ["parcels", "sheets", "pages", "labels a page", "export", "reading", "pages a second of CPU",
               "300 labels a second of CPU", "peak memory", "of reading", "a page", "labels inside / shrunk / led / dropped"], rows)


    def postgis(self, sizes):
        """A whole run from a table of PostGIS beside the same from one GeoPackage; walls, for the server works too."""
        rows = []
        for parcels in sizes:
            source = os.path.join(self.map(parcels), "parcels.gpkg")
            folder = os.path.join(self.cache, "run")
            project = os.path.join(self.cache, "run.yaml")

            def run(text, anew=True):
                if anew:
                    shutil.rmtree(folder, ignore_errors=True)
                with open(project, "w", encoding="utf-8") as file:
                    file.write(f"date: 2025-11-10\nscale: 500\nsteps: [check, fix]\n{text}")
                return Run([self.parcelmap, "run", project, "--output", folder, "--quiet"])

            with postgis.Server() as server:
                server.load(source)
                table_map = f'map: "{server.source}"\nlayer: public.thua_dat\n'
                # In turn, so that whatever else the machine does meets both.
                pairs = [(run(f"map: {source}\n"), run(table_map)) for _ in range(self.repeats)]
                file = min((pair[0] for pair in pairs), key=lambda run: run.wall)
                base = min((pair[1] for pair in pairs), key=lambda run: run.wall)
                again = run(table_map, anew=False)
                bring = table_map + f'destination: "{server.source}"\n'
                both = run(bring)
                bring_again = run(bring, anew=False)
            rows.append([f"{parcels:,}", seconds(file), seconds(base), f"{base.wall / file.wall:.2f}x", seconds(again),
                         seconds(both), f"{both.wall / file.wall:.2f}x", seconds(bring_again)])
            self.results.append({"parcels": parcels, "run": vars(file), "run_postgis": vars(base),
                                 "run_postgis_again": vars(again), "run_postgis_both": vars(both)})
            shutil.rmtree(folder, ignore_errors=True)
        table("run with check and fix on all cores, CPU (without the server's) / wall: from one GeoPackage, from PostGIS, "
              "again without changes, and with results delivered to PostGIS",
              ["parcels", "GeoPackage", "PostGIS", "wall : GeoPackage", "again", "PostGIS to PostGIS",
               "wall : GeoPackage", "again"], rows)

    def build(self, sizes):
        rows = []
        for parcels in sizes:
            folder = os.path.join(self.maps, f"{parcels}-drawings")
            if not os.path.exists(folder):
                print(f"drawing {parcels} ...", file=sys.stderr)
                Run([self.parcelmap, "synthesize", "--parcels", str(parcels), "--seed", "1", "--drawings",
                     "--output", folder, "--quiet"])
            drawings = sorted(glob.glob(os.path.join(folder, "drawings", "*.dgn")))
            built = os.path.join(self.cache, "built.gpkg")
            report = os.path.join(self.cache, "built.json")
            run = self.writing([self.parcelmap, "build", *drawings, "--crs", "EPSG:5897", "--jobs", "1", "--quiet",
                                "--output", built, "--json", report, "--overwrite"], built)
            with open(report, encoding="utf-8") as file:
                lines, texts = (json.load(file)[key] for key in ("lines", "labels"))
            peer = best([sys.executable, os.path.join(HERE, "polygonize.py"), *drawings], 1) if self.peers else None
            rows.append([
                f"{parcels:,}", len(drawings), f"{lines['segments']:,}", f"{texts['texts']:,}", seconds(run),
                f"{run.memory / 2**20:.0f} MB", seconds(peer) if peer else "", ratio(peer.cpu, run.cpu) if peer else "",
            ])
            self.results.append({"parcels": parcels, "build": vars(run), "polygonize": vars(peer) if peer else None})
        if rows:
            table("build of DGN V7 drawings, one lane; beside GEOS noding and polygonising the same lines, without labels",
                  ["parcels", "sheets", "segments", "texts", "build", "peak memory", "GEOS", "GEOS : build"], rows)


    def city(self, parcels):
        """A whole city: check of its one map, then run with all steps in one lane, in two, and again unchanged."""
        folder = self.map(parcels)
        check = self.check(folder, 2, wards=True, repeats=1)
        table(f"check of {parcels:,} parcels with ward outlines, two lanes",
              ["CPU / wall", "peak memory", "reading, wall", "our own work, wall"],
              [[seconds(check), f"{check.memory / 2**20:.0f} MB", f"{check.phases.get('read', 0):.1f}",
                f"{sum(s for name, s in check.phases.items() if name != 'read'):.1f}"]])
        self.results.append({"parcels": parcels, "check": vars(check)})
        project = os.path.join(self.cache, "city.yaml")
        with open(project, "w", encoding="utf-8") as file:
            file.write(f"map: {folder}/parcels.gpkg\nwards: {folder}/wards.gpkg\nrecords: {folder}/records.csv\n"
                       "scale: 500\ndate: 2025-11-10\nfix_level: limits\nsteps: [check, fix, reconcile]\n")
        output = os.path.join(self.cache, "city")
        rows, steps = [], {}
        for name, lanes, fresh in (("one lane", 1, True), ("two lanes", 2, True), ("two lanes, unchanged", 2, False)):
            if fresh:
                shutil.rmtree(output, ignore_errors=True)
            run = Run([self.parcelmap, "run", project, "--output", output, "--jobs", str(lanes), "--quiet"])
            with open(os.path.join(output, "run.json"), encoding="utf-8") as file:
                record = json.load(file)
            parts = [step for ward in record["wards"] for step in ward["steps"]] + record["city"] + record["prepare"]
            steps[name] = {}
            for step in parts:
                sums = steps[name].setdefault(step["step"], [0.0, 0.0, 0])
                sums[0] += step["cpu_seconds"]
                sums[1] += step["seconds"]
                sums[2] = max(sums[2], step["peak_memory_bytes"])
            wards = sum(step["seconds"] for ward in record["wards"] for step in ward["steps"])
            rows.append([name, seconds(run), f"{record['seconds']:.1f}", f"{wards:.1f}",
                         f"{max((s['peak_memory_bytes'] for s in parts), default=0) / 2**20:.0f} MB"])
            self.results.append({"parcels": parcels, "run": name, "record": record["seconds"], "steps": steps[name]})
        table(f"run of {parcels:,} parcels with records: split, check, fix, reconcile, coverage, pages",
              ["", "CPU / wall of all processes", "seconds of the run", "sum of the wards' steps", "largest process"],
              rows)
        names = list(dict.fromkeys(step for sums in steps.values() for step in sums))
        table("CPU / summed wall seconds of each step over all wards; largest process",
              ["step", *steps],
              [[step, *(f"{s[step][0]:.1f} / {s[step][1]:.1f}; {s[step][2] / 2**20:.0f} MB" if step in s else ""
                        for s in steps.values())] for step in names])


def seconds(run):
    return f"{run.cpu:.2f} / {run.wall:.2f}"


def ratio(a, b):
    return f"{a / b:.1f}x" if b else ""


def growth(results, name, verb="check"):
    known = {r["parcels"]: r[name]["cpu"] for r in results if name in r}
    if 100_000 in known and 1_000_000 in known:
        print(f"From 100,000 to 1,000,000 parcels the CPU time of {verb} grows "
              f"{known[1_000_000] / known[100_000]:.1f}x.\n")


def table(title, header, rows):
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    print(f"{title}:\n")
    for k, row in enumerate([header, *rows]):
        print("| " + " | ".join(str(cell).rjust(width) for cell, width in zip(row, widths)) + " |")
        if k == 0:
            print("|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(prog="tools/bench")
    parser.add_argument("--parcelmap", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--pull", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--cache", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="parcels of the maps, joined by commas")
    parser.add_argument("--5m", dest="five", action="store_true", help="a map of 5 million parcels too (4 GB of disk)")
    parser.add_argument("--jitter-sizes", default="12500,25000,50000,100000", help="sizes of the worst case; empty: none")
    parser.add_argument("--fix-sizes", default="100000,1000000", help="sizes of the table of fix; empty: none")
    parser.add_argument("--fix", action="store_true", help="only the table of fix")
    parser.add_argument("--build-sizes", default="10000,40000", help="sizes of the table of build; empty: none")
    parser.add_argument("--build", action="store_true", help="only the table of build")
    parser.add_argument("what", nargs="?", choices=["city"], help="only this table")
    parser.add_argument("--city-size", type=int, default=5_000_000, help="parcels of the table of a whole run")
    parser.add_argument("--sheets", action="store_true", help="only the table of printed sheets")
    parser.add_argument("--sheet-sizes", default="30000,300000", help="sizes of the table of sheets; empty: none")
    parser.add_argument("--postgis", action="store_true", help="only the table of runs from PostGIS")
    parser.add_argument("--postgis-sizes", default="300000", help="sizes of the table of runs from PostGIS")
    parser.add_argument("--no-peers", action="store_true", help="without shapely")
    parser.add_argument("--repeats", type=int, default=3, help="runs of which the one with the least CPU time counts")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",") if size] + ([5_000_000] if arguments.five else [])
    bench = Bench(arguments)
    print(f"{os.cpu_count()} cores, {cpu_name()}\n")
    only = {name for name in ("fix", "build", "sheets", "postgis") if getattr(arguments, name)}
    if arguments.what == "city":
        only = {"city"}
        bench.city(arguments.city_size)
    if not only:
        bench.sizes(sizes)
        bench.jitter([int(size) for size in arguments.jitter_sizes.split(",") if size])
    for name, table_sizes in (("fix", arguments.fix_sizes), ("build", arguments.build_sizes),
                              ("sheets", arguments.sheet_sizes), ("postgis", arguments.postgis_sizes)):
        # A server is set up where it is asked for.
        if name in only or (not only and name != "postgis"):
            getattr(bench, name)([int(size) for size in table_sizes.split(",") if size])
    with open(os.path.join(arguments.cache, "results.json"), "w", encoding="utf-8") as file:
        json.dump(bench.results, file, indent=1)
    print(f"All figures: {os.path.join(arguments.cache, 'results.json')}")


def cpu_name():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "unknown CPU")


if __name__ == "__main__":
    main()
