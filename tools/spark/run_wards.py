#!/usr/bin/env python3
"""Runs a project of parcelmap on an Apache Spark cluster: each ward is a task that calls parcelmap on one of its machines.

    tools/spark/run --master spark://HOST:7077 PROJECT.yaml --output OUT
    spark-submit tools/spark/run_wards.py PROJECT.yaml --output OUT

The output is that of `parcelmap run PROJECT.yaml --output OUT` on one machine, byte for byte except run.json. The project, its
inputs, OUT and the same version of parcelmap must be found under the same paths by every machine. First the map is parted by its
wards (here), then the wards are worked (there, the largest first), then the city is made of their results (here).

A ward whose data cannot be used is told and the others go on; any other failure, a lost machine among them, is tried again
elsewhere. The run may be stopped at any moment and started again. Exits as `parcelmap run` does.
"""
from __future__ import annotations

import argparse
import concurrent.futures
import csv
import ctypes
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from pyspark import AccumulatorParam, SparkConf, SparkContext, TaskContext

# Exit codes of a ward whose data cannot be used or is not there: another machine would say the same.
UNUSABLE = (65, 66)
# What a ward counts as whose machines were lost every time, so that no exit code came back.
LOST = 74
# Shared storage may show another machine's files late; NFS by default after 60 seconds at most.
STORAGE_DELAY = 120


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", help="the project file")
    parser.add_argument("--output", required=True, help="the folder of the results, on storage that all machines share")
    parser.add_argument("--master", help="the cluster, as in spark://host:7077; not needed under spark-submit")
    parser.add_argument("--binary", default="parcelmap", help="parcelmap, as every machine finds it")
    parser.add_argument("--python", default=os.environ.get("PYSPARK_PYTHON", "python3"),
                        help="Python on the machines, of the version of this one")
    parser.add_argument("--attempts", type=int, default=4, help="how often a ward is tried that fails")
    parser.add_argument("--conf", action="append", default=[], metavar="KEY=VALUE", help="a setting of Spark")
    parser.add_argument("--times", metavar="CSV", help="write the time and memory of every ward here")
    arguments = parser.parse_args()
    if arguments.attempts < 1:
        parser.error("--attempts takes a number from 1 up")
    if any("=" not in setting for setting in arguments.conf):
        parser.error("--conf takes KEY=VALUE")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

    run = Run(arguments)
    wards = run.prepare()
    answers = run.work_wards(wards) if wards else {}
    if arguments.times:
        write_times(arguments.times, wards, answers)
    failures = sorted((answer for answer in answers.values() if answer["exit"] != 0), key=lambda answer: answer["ward"])
    for answer in failures:
        print(f"{answer['ward']}: exit code {answer['exit']} on {answer['host']}: {answer['said']}", file=sys.stderr)
    run.wait_for_storage(answers)
    # It says what became of all the wards, and its exit code is that of the first failure.
    made = run.make_city()
    return made or (failures[0]["exit"] if failures else 0)


class Run:
    """The steps of a run as the driver takes them."""

    def __init__(self, arguments: argparse.Namespace):
        self.arguments = arguments
        self.project = os.path.abspath(arguments.project)
        self.output = os.path.abspath(arguments.output)
        self.binary = os.path.abspath(arguments.binary) if "/" in arguments.binary else arguments.binary
        if shutil.which(self.binary) is None:
            sys.exit(f"{self.binary} is not a program here; name it with --binary")
        self.version = ""

    def prepare(self) -> list[dict]:
        """Parts the map by its wards. Returns the wards with their sizes, the largest first."""
        answer = self.call("prepare", "--json", "-", stdout=subprocess.PIPE)
        if answer.returncode != 0:
            sys.exit(answer.returncode)
        report = json.loads(answer.stdout)
        self.version = report["parcelmap"]
        return sorted(report["wards"], key=lambda ward: (-ward["bytes"], ward["ward"]))

    def make_city(self) -> int:
        return self.call("city").returncode

    def call(self, stage: str, *options: str, stdout: int | None = None) -> subprocess.CompletedProcess:
        line = [self.binary, "run", self.project, "--output", self.output, "--stage", stage, *options]
        return subprocess.run(line, stdin=subprocess.DEVNULL, stdout=stdout, preexec_fn=ends_with_parent())

    def work_wards(self, wards: list[dict]) -> dict[str, dict]:
        """Hands the wards to the cluster. Returns what became of each."""
        # Machines that do not see this file do not see the storage; without it an unmounted disk would read as missing data.
        mark = os.path.join(self.output, ".work", f"cluster-{uuid.uuid4().hex}")
        with open(mark, "x", encoding="utf-8"):
            pass
        context = None
        try:
            context = self.connect()
            answers = context.accumulator([], Appended())
            task = ward_task(self.project, self.output, self.binary, self.version, mark, self.arguments.attempts, answers)
            with Progress(answers, len(wards)):
                return work_all(context, [ward["ward"] for ward in wards], task, answers)
        finally:
            os.unlink(mark)
            if context is not None:
                context.stop()

    def connect(self) -> SparkContext:
        os.environ["PYSPARK_PYTHON"] = self.arguments.python
        settings = {
            "spark.app.name": f"parcelmap {os.path.basename(self.project)}",
            "spark.task.cpus": "1",
            "spark.task.maxFailures": str(self.arguments.attempts),
            # A copy of a ward that takes far longer than others do, for its machine may be ill. The largest wards start first,
            # so what still runs at the end is small. Both copies may finish; the bytes are the same.
            "spark.speculation": "true",
            "spark.speculation.quantile": "0.9",
            "spark.speculation.multiplier": "3",
            "spark.speculation.minTaskRuntime": "60s",
            # Spark reads none of the data itself, so it cannot judge by the bytes a task has read.
            "spark.speculation.efficiency.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            # The machines' JVMs only hand out tasks; the memory is parcelmap's.
            "spark.executor.memory": "1g",
            "spark.driver.memory": "1g",
        }
        if self.arguments.master:
            settings["spark.master"] = self.arguments.master
        settings.update(setting.split("=", 1) for setting in self.arguments.conf)
        return SparkContext(conf=SparkConf().setAll(list(settings.items())))

    def wait_for_storage(self, answers: dict[str, dict]) -> None:
        """Waits until what other machines wrote is seen here, before the city is made of it."""
        until = time.monotonic() + STORAGE_DELAY
        for folder, ending in (("wards", ""), (".work/outcomes", ".json")):
            place = os.path.join(self.output, folder)
            missing = {ward + ending for ward, answer in answers.items() if answer["exit"] == 0}
            # Listing the folder makes the client of NFS ask the server anew.
            while missing := missing.difference(os.listdir(place)):
                if time.monotonic() > until:
                    sys.exit(f"{place} does not show {', '.join(sorted(missing))}; is the storage shared?")
                time.sleep(1)


def work_all(context: SparkContext, wards: list[str], task, answers) -> dict[str, dict]:
    """Runs the task on every ward. A ward that takes its executors down with it takes no other ward along."""

    def known() -> dict[str, dict]:
        return {answer["ward"]: answer for answer in list(answers.value)}

    context.setJobDescription("wards")
    try:
        context.parallelize(wards, len(wards)).foreach(task)
    except Exception as error:
        # Spark gives up all wards when it has lost the executor of one of them too often. Those without an answer now go alone.
        print(f"the wards go on one by one: {first_line(error)}", file=sys.stderr)

    def alone(ward: str) -> tuple[str, str | None]:
        try:
            context.setJobDescription(f"ward {ward} alone")
            context.parallelize([ward], 1).foreach(task)
            return ward, None
        except Exception as error:
            return ward, first_line(error)

    missing = [ward for ward in wards if ward not in known()]
    lost = {}
    if missing:
        with concurrent.futures.ThreadPoolExecutor(max_workers=min(len(missing), 64)) as pool:
            lost = dict(pool.map(alone, missing))
    found = known()
    for ward in wards:
        if ward not in found:
            said = lost.get(ward) or "no answer"
            found[ward] = {"ward": ward, "exit": LOST, "said": said, "host": "-", "attempt": 0, "wall_s": 0.0, "cpu_s": 0.0,
                           "peak_mb": 0}
    return found


def ward_task(project: str, output: str, binary: str, version: str, mark: str, attempts: int, answers):
    """What a machine of the cluster does with a ward. It has no passwords: those stand in the project file only."""

    def work(ward: str) -> None:
        attempt = TaskContext.get().attemptNumber()
        host = socket.gethostname()
        if not os.path.exists(mark) or shutil.which(binary) is None:
            # A machine that fails at once would take ward after ward.
            time.sleep(10)
            what = f"{binary} is not a program" if os.path.exists(mark) else f"{output} is not the shared folder"
            raise RuntimeError(f"{host}: {what}")
        there = subprocess.run([binary, "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout.strip()
        if there != version:
            time.sleep(10)
            raise RuntimeError(f"{host}: {binary} is version {there}, here {version} is wanted")
        line = [binary, "run", project, "--output", output, "--stage", "wards", "--ward", ward, "--jobs", "1", "--quiet"]
        code, said, wall, used = call_measured(line)
        # The last attempt answers instead of failing: a task that fails so often makes Spark give up all the other wards.
        if code not in (0, *UNUSABLE) and attempt + 1 < attempts:
            raise RuntimeError(f"ward {ward} on {host}, exit code {code}: {said}")
        answers.add([{
            "ward": ward, "exit": code, "said": said, "host": host, "attempt": attempt, "wall_s": round(wall, 3),
            "cpu_s": round(used.ru_utime + used.ru_stime, 3), "peak_mb": used.ru_maxrss // 1024,
        }])

    return work


def call_measured(line: list[str]):
    """Calls a program. Returns its exit code (of a signal: 128 and its number), its last words, its seconds and what it used."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=ends_with_parent())
        _, status, used = os.wait4(child.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        child.returncode = code if code >= 0 else 128 - code
        log.seek(0)
        said = " ".join(log.read().decode(errors="replace").split("\n")[-4:]).strip()
    return child.returncode, without_passwords(said), time.monotonic() - began, used


def ends_with_parent():
    """For a child process: it is told to stop when this process ends, be it by SIGKILL.

    Executors and speculative copies that Spark kills have no chance to stop what they have started.
    """
    library = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        library.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG; parcelmap then stops its own children
        if os.getppid() != parent:
            os._exit(143)

    return prepare


def without_passwords(text: str) -> str:
    """A text for logs and Spark's pages: names of databases may hold a password."""
    text = re.sub(r"(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)", r"\1***", text)
    return re.sub(r"(\w+://[^\s:/@]+:)[^\s@]+@", r"\1***@", text)


def first_line(error: Exception) -> str:
    java = getattr(error, "java_exception", None)
    text = str(java.getMessage() if java is not None else error).strip() or type(error).__name__
    return without_passwords(text.split("\n")[0])


class Appended(AccumulatorParam):
    """Lists of answers that Spark brings back as the tasks end, also those before a job is given up."""

    def zero(self, value):
        return []

    def addInPlace(self, value, other):
        value.extend(other)
        return value


class Progress:
    """Says how many wards are done: one line on a terminal, a line now and then elsewhere."""

    def __init__(self, answers, total: int):
        self.answers, self.total = answers, total
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()

    def watch(self) -> None:
        on_terminal = sys.stderr.isatty()
        said = -1
        while True:
            ended = self.ended.wait(1 if on_terminal else 10)
            done = len(self.answers.value)
            if done != said:
                print(f"\rwards {done}/{self.total} " if on_terminal else f"wards {done}/{self.total}",
                      end="" if on_terminal else "\n", file=sys.stderr, flush=True)
                said = done
            if ended:
                if on_terminal:
                    print(file=sys.stderr)
                return


def write_times(path: str, wards: list[dict], answers: dict[str, dict]) -> None:
    columns = ["ward", "bytes", "exit", "host", "attempt", "wall_s", "cpu_s", "peak_mb"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore")
        table.writeheader()
        for ward in wards:
            table.writerow({**answers[ward["ward"]], "bytes": ward["bytes"]})


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
