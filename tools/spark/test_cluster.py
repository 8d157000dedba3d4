#!/usr/bin/env python3
"""Tests run_wards.py on a real cluster of this machine; tools/spark/test calls it.

    test_cluster.py PARCELMAP [--keep]

A standalone master and two workers are started as processes of their own on free ports of 127.0.0.1. Whatever happens, all that
was started is ended: what loses its parent falls to this process, which ends its descendants, by their ids, before it ends.
"""
from __future__ import annotations

import argparse
import csv
import ctypes
import filecmp
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import pyspark

import run_wards

HERE = os.path.dirname(os.path.abspath(__file__))
SPARK = os.path.dirname(pyspark.__file__)
# Seconds beyond which something hangs; where nothing else runs, a run takes about ten.
PATIENCE = 600


class Failed(Exception):
    pass


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parcelmap")
    parser.add_argument("--keep", action="store_true", help="keep the folder of the test")
    arguments = parser.parse_args()
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit("stopped"))
    folder = tempfile.mkdtemp(prefix="parcelmap-spark-")
    cluster = Cluster(folder)
    try:
        test = Test(os.path.abspath(arguments.parcelmap), folder, cluster)
        for step in (test.passwords_stay_out_of_logs, test.children_end_with_their_parent,
                     test.same_bytes_though_a_worker_is_killed, test.unchanged_is_left, test.wards_that_fail_fail_alone,
                     test.ward_that_kills_its_executor, test.one_machine_goes_on_where_the_cluster_stopped):
            began = time.monotonic()
            step()
            print(f"ok {step.__name__} ({time.monotonic() - began:.0f} s)", flush=True)
        return 0
    except Failed as failure:
        print(f"FAILED {failure}", flush=True)
        return 1
    finally:
        end_descendants()
        if arguments.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


class Test:
    """The steps go on from each other: the cluster and the synthetic city are made once."""

    def __init__(self, program: str, folder: str, cluster: Cluster):
        self.program, self.folder, self.cluster = program, folder, cluster
        self.city = self.path("city")
        self.output = self.path("output")
        self.runs = 0
        self.call(program, "synthesize", "--parcels", "2000", "--wards", "4", "--seed", "5", "--output", self.city, "--quiet")
        self.project = self.write_project("project.yaml", "parcels.gpkg")

    def path(self, *names: str) -> str:
        return os.path.join(self.folder, *names)

    def write_project(self, name: str, map_name: str) -> str:
        path = os.path.join(self.city, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"name: Test\ndate: 2025-11-10\nlanguage: en\nmap: {map_name}\nwards: wards.gpkg\nscale: 500\n"
                       "records: records.csv\npopulation: population.csv\nsteps: [check, fix, reconcile]\n")
        return path

    def passwords_stay_out_of_logs(self) -> None:
        for text in ("PG:host=db password=hush dbname=x", "password='hu sh' x", "postgresql://me:hush@db/x"):
            told = run_wards.without_passwords(text)
            check("hush" not in told and "hu sh" not in told and "***" in told, f"a password is told: {told}")

    def children_end_with_their_parent(self) -> None:
        """As Spark ends a copy that is not needed any more: Python's process alone, by SIGKILL."""
        script = ("import subprocess, run_wards\n"
                  "child = subprocess.Popen(['sleep', '1000'], preexec_fn=run_wards.ends_with_parent())\n"
                  "print(child.pid, flush=True)\nchild.wait()\n")
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=HERE)
        child = int(parent.stdout.readline())
        check(is_alive(child), "the child ended too early")
        parent.kill()
        parent.wait()
        wait_until(lambda: not is_alive(child), 20, "a child outlives its parent")

    def same_bytes_though_a_worker_is_killed(self) -> None:
        expected = self.run_plain(self.project)
        self.cluster.start()
        run = self.start(self.project, "--times", self.path("times.csv"))
        worker, executor, ward = self.kill_a_worker_that_holds_a_ward(run)
        code, said = finish(run)
        check(code == 0, f"exit code {code} after a worker was killed: {said}")
        self.compare(expected)
        times = self.times()
        check(set(times) == set(os.listdir(os.path.join(self.output, "wards"))), "not every ward is in --times")
        check(int(times[ward]["attempt"]) > 0, f"ward {ward} was not tried again")
        print(f"   worker {worker} and its executor {executor} were killed while they held ward {ward}")

    def kill_a_worker_that_holds_a_ward(self, run: subprocess.Popen) -> tuple[int, int, str]:
        """Stops a ward's processes in the midst of their work, so that nothing can end them but what is tested here."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            check(run.poll() is None, f"the run ended before a ward was seen: {read(run)}")
            for worker in self.cluster.workers:
                for process, line in descendants(worker.pid).items():
                    if "--stage" not in line or "wards" not in line or self.program not in line:
                        continue
                    ward = line[line.index("--ward") + 1]
                    held = [process, *descendants(process)]
                    signal_all(held, signal.SIGSTOP)
                    if self.holds(process, ward) and len(held) > 1:
                        executor = next(other for other, words in descendants(worker.pid).items()
                                        if any("CoarseGrainedExecutorBackend" in word for word in words))
                        signal_all([worker.pid, executor], signal.SIGKILL)
                        self.cluster.workers.remove(worker)
                        worker.wait()
                        # Python's processes of the executor end when it does, and with them the ward's.
                        signal_all(held, signal.SIGCONT)
                        wait_until(lambda: not any(is_alive(other) for other in held), 20,
                                   f"the processes {held} of ward {ward} outlive their executor")
                        return worker.pid, executor, ward
                    signal_all(held, signal.SIGCONT)
            time.sleep(0.02)
        raise Failed("no worker was seen with a ward")

    def holds(self, process: int, ward: str) -> bool:
        """Whether a process has begun a ward and not ended it."""
        work = os.path.join(self.output, ".work")
        own = [name for name in os.listdir(work) if str(process) in name.replace("-", " ").replace(".", " ").split()]
        begun = any(os.path.isdir(os.path.join(work, name, ward)) for name in own)
        return begun and not os.path.exists(os.path.join(self.output, "wards", ward, "ward.json"))

    def unchanged_is_left(self) -> None:
        self.cluster.start_worker()
        before = stamps(os.path.join(self.output, "wards"))
        code, said = finish(self.start(self.project))
        wards = len(os.listdir(os.path.join(self.output, "wards")))
        check(code == 0 and unchanged(self.output) == wards, f"the second run ({code}): {said}")
        check(before == stamps(os.path.join(self.output, "wards")), "the second run wrote into unchanged wards")

    def wards_that_fail_fail_alone(self) -> None:
        """One ward is no map; one fails wherever it is tried; one hangs on the first machine, so a copy is made elsewhere."""
        maps = os.path.join(self.output, ".work", "wards")
        wards = sorted(name[:-5] for name in os.listdir(maps) if name.endswith(".gpkg"))
        self.unusable, self.failing, self.hanging = wards[:3]
        for ward in wards:
            shutil.copyfile(os.path.join(maps, f"{ward}.gpkg"), os.path.join(self.city, f"ward_{ward}.gpkg"))
        with open(os.path.join(self.city, f"ward_{self.unusable}.gpkg"), "w", encoding="utf-8") as file:
            file.write("this is no map\n")
        self.project = self.write_project("per_ward.yaml", "ward_{ward}.gpkg")
        self.expected = self.run_plain(self.project, exit_code=65)
        hung = self.path("hung")
        code, said = finish(self.start(
            self.project, "--attempts", "3", "--conf", "spark.speculation.quantile=0.5",
            "--conf", "spark.speculation.minTaskRuntime=1s", "--times", self.path("times.csv"),
            binary=self.stand_in(f"""
                case "$ward" in
                {self.failing}) echo "a bug of ours" >&2; exit 70 ;;
                {self.hanging}) if mkdir {hung} 2>/dev/null; then echo $$ > {hung}/process; exec sleep 1000; fi ;;
                esac""")))
        check(code == 65, f"exit code {code}, that of a plain run is 65: {said}")
        for ward, exit_code, reason in ((self.unusable, 65, f"ward_{self.unusable}.gpkg"), (self.failing, 70, "a bug of ours")):
            lines = [line for line in said.splitlines() if line.startswith(f"{ward}: exit code {exit_code}")]
            check(len(lines) == 1 and reason in lines[0], f"ward {ward} is not told: {said}")
        times = self.times()
        check(times[self.unusable]["attempt"] == "0", f"unusable data were tried again: {times[self.unusable]}")
        check(times[self.failing]["attempt"] == "2", f"ward {self.failing} was not tried three times: {times[self.failing]}")
        check(times[self.hanging]["exit"] == "0", f"ward {self.hanging}: {times[self.hanging]}")
        with open(os.path.join(hung, "process"), encoding="ascii") as file:
            sleeper = int(file.read())
        wait_until(lambda: not is_alive(sleeper), 20, "what hung outlives the copy that ended")
        for ward in wards[2:]:
            self.compare(self.expected, "wards", ward)

    def ward_that_kills_its_executor(self) -> None:
        """It is lost, whatever is tried; the ward beside it is worked all the same."""
        killing = self.hanging
        shutil.rmtree(os.path.join(self.output, "wards", killing))
        deadly = self.stand_in(f"""
            if [ "$ward" = {killing} ]; then
                daemon=$(cut -d" " -f4 /proc/$PPID/stat)
                kill -9 $(cut -d" " -f4 /proc/$daemon/stat)
                exec sleep 1000
            fi""")
        code, said = finish(self.start(self.project, "--attempts", "2", binary=deadly))
        check(code == 65 and f"{killing}: exit code {run_wards.LOST}" in said, f"exit code {code}: {said}")
        check(os.path.exists(os.path.join(self.output, "wards", self.failing, "ward.json")),
              f"ward {killing} took ward {self.failing} with it: {said}")

    def one_machine_goes_on_where_the_cluster_stopped(self) -> None:
        # The history tells of all the runs there were; begun anew, it tells of this one, as that of the plain run does.
        shutil.rmtree(os.path.join(self.output, "city"))
        done = subprocess.run([self.program, "run", self.project, "--output", self.output], capture_output=True, text=True)
        check(done.returncode == 65, f"exit code {done.returncode}: {done.stderr}")
        check(unchanged(self.output) == len(os.listdir(os.path.join(self.output, "wards"))) - 1, "more than one ward was worked")
        self.compare(self.expected)

    def stand_in(self, script: str) -> str:
        """A program that does something else first where it is to work a ward."""
        path = self.path(f"stand-in-{time.monotonic_ns()}")
        with open(path, "w", encoding="utf-8") as file:
            file.write('#!/bin/sh\nward=\nfor word in "$@"; do\n    [ "${previous:-}" = --ward ] && ward=$word\n'
                       f'    previous=$word\ndone\n{script}\nexec {self.program} "$@"\n')
        os.chmod(path, 0o755)
        return path

    def call(self, *line: str, exit_code: int = 0) -> None:
        done = subprocess.run(line, capture_output=True, text=True)
        check(done.returncode == exit_code, f"{' '.join(line)}: exit code {done.returncode}, {done.stderr}")

    def times(self) -> dict[str, dict[str, str]]:
        with open(self.path("times.csv"), encoding="utf-8") as file:
            return {line["ward"]: line for line in csv.DictReader(file)}

    def run_plain(self, project: str, exit_code: int = 0) -> str:
        """The results of one machine, moved away: the same folder is then given to the cluster, for paths stand in results."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.call(self.program, "run", project, "--output", self.output, "--quiet", exit_code=exit_code)
        place = self.path(f"expected-{time.monotonic_ns()}")
        os.rename(self.output, place)
        return place

    def start(self, project: str, *options: str, binary: str | None = None) -> subprocess.Popen:
        line = [sys.executable, os.path.join(HERE, "run_wards.py"), "--master", self.cluster.master, project,
                "--output", self.output, "--binary", binary or self.program, "--python", sys.executable]
        for setting in ("spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1", "spark.ui.enabled=false",
                        "spark.executor.memory=512m", "spark.driver.memory=512m"):
            line += ["--conf", setting]
        self.runs += 1
        log = open(self.path(f"run-{self.runs}.log"), "w+b")
        run = subprocess.Popen([*line, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.cluster.environment,
                               preexec_fn=run_wards.ends_with_parent())
        run.log = log
        return run

    def compare(self, expected: str, *below: str) -> None:
        """That both folders hold the same files with the same bytes."""
        left, right = os.path.join(expected, *below), os.path.join(self.output, *below)
        ours, theirs = files(left), files(right)
        check(bool(ours), f"{left} is empty")
        check(ours == theirs, f"files of one run alone: {sorted(ours ^ theirs)}")
        different = [name for name in sorted(ours)
                     if not filecmp.cmp(os.path.join(left, name), os.path.join(right, name), shallow=False)]
        check(not different, f"files that differ: {different}")


class Cluster:
    """A standalone master and its workers, with one core each.

    Each worker has an address of its own: Spark makes no second copy of a task on the host of the first.
    """

    def __init__(self, folder: str):
        self.folder = folder
        self.workers: list[subprocess.Popen] = []
        self.master = ""
        self.page = 0
        self.launched = 0
        self.environment = {
            **os.environ, "SPARK_HOME": SPARK, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOCAL_DIRS": os.path.join(folder, "spark"), "PYSPARK_PYTHON": sys.executable,
        }

    def start(self) -> None:
        port, self.page = free_ports(2)
        self.master = f"spark://127.0.0.1:{port}"
        self.launch("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port),
                    "--webui-port", str(self.page))
        # A worker that asks too early waits for several seconds before it asks again.
        wait_until(lambda: self.alive_workers() is not None, PATIENCE, "the master does not start")
        self.workers = [self.launch_worker(), self.launch_worker()]
        wait_until(lambda: self.alive_workers() == 2, PATIENCE, "the workers do not start")

    def start_worker(self) -> None:
        self.workers.append(self.launch_worker())
        wait_until(lambda: self.alive_workers() == 2, PATIENCE, "the worker does not start")

    def launch_worker(self) -> subprocess.Popen:
        self.launched += 1
        return self.launch(
            f"worker-{self.launched}", "org.apache.spark.deploy.worker.Worker", "--host", f"127.0.0.{self.launched + 1}",
            "--webui-port", "0", "--cores", "1", "--memory", "512m", "--work-dir", os.path.join(self.folder, "workers"), self.master,
            address=f"127.0.0.{self.launched + 1}")

    def launch(self, name: str, *line: str, address: str = "127.0.0.1") -> subprocess.Popen:
        with open(os.path.join(self.folder, f"{name}.log"), "w", encoding="utf-8") as log:
            # The script becomes the JVM, so its number is that of the process.
            return subprocess.Popen([os.path.join(SPARK, "bin", "spark-class"), *line], stdin=subprocess.DEVNULL, stdout=log,
                                    stderr=log, env={**self.environment, "SPARK_LOCAL_IP": address},
                                    preexec_fn=run_wards.ends_with_parent())

    def alive_workers(self) -> int | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/", timeout=5) as answer:
                return json.load(answer)["aliveworkers"]
        except (OSError, ValueError):
            return None


def unchanged(output: str) -> int:
    """How many wards a run has left as they were."""
    with open(os.path.join(output, "run.json"), encoding="utf-8") as file:
        return sum(ward["unchanged"] for ward in json.load(file)["wards"])


def check(holds: bool, said: str) -> None:
    if not holds:
        raise Failed(said)


def wait_until(holds, seconds: float, said: str) -> None:
    until = time.monotonic() + seconds
    while not holds():
        check(time.monotonic() < until, said)
        time.sleep(0.05)


def read(run: subprocess.Popen) -> str:
    run.log.seek(0)
    return run.log.read().decode(errors="replace")


def finish(run: subprocess.Popen) -> tuple[int, str]:
    try:
        code = run.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failed(f"a run does not end: {read(run)}") from None
    return code, read(run)


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return ports


def files(folder: str) -> set[str]:
    """The files of a folder of results, but the one with clock times and those of the work."""
    found = set()
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".work"]
        found |= {os.path.relpath(os.path.join(place, name), folder) for name in names}
    return found - {"run.json"}


def stamps(folder: str) -> dict[str, tuple[int, int]]:
    def stamp(name: str) -> tuple[int, int]:
        status = os.stat(os.path.join(folder, name))
        return status.st_ino, status.st_mtime_ns

    # The pages of all wards are made with the city.
    return {name: stamp(name) for name in files(folder) if os.path.basename(name) != "index.html"}


def processes() -> dict[int, tuple[int, str]]:
    """The parent and the state of every process."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    state, parent = file.read().rpartition(")")[2].split()[:2]
                found[int(name)] = int(parent), state
            except OSError:
                pass
    return found


def descendants(process: int) -> dict[int, list[str]]:
    """The command lines of all processes below one."""
    children: dict[int, list[int]] = {}
    for number, (parent, _) in processes().items():
        children.setdefault(parent, []).append(number)
    found, open_ones = {}, list(children.get(process, []))
    while open_ones:
        number = open_ones.pop()
        open_ones += children.get(number, [])
        try:
            with open(f"/proc/{number}/cmdline", "rb") as file:
                found[number] = file.read().decode(errors="replace").split("\0")
        except OSError:
            pass
    return found


def is_alive(process: int) -> bool:
    return processes().get(process, (0, "Z"))[1] != "Z"


def signal_all(numbers: list[int], number: int) -> None:
    for process in numbers:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            pass


def end_descendants() -> None:
    """Ends all that this process has started, also what has lost its parent since."""
    for _ in range(100):
        left = [process for process in descendants(os.getpid()) if is_alive(process)]
        if not left:
            return
        signal_all(left, signal.SIGKILL)
        time.sleep(0.05)
    print(f"processes are left: {left}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
