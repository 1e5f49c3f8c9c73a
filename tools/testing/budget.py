"""What building cost: the slowest translation units of each build, from Ninja's log.

budget.py BUILD_FOLDER…: a unit that takes the compiler over ten seconds fails, also under a
sanitizer: it holds up everyone who touches it. The log knows only wall time on a busy machine, so a
suspect is compiled once more, alone and without ccache, and judged by processor time. One that is
within the limit is kept in BUILD_FOLDER/budget.json under its line of the log, so that it is measured
once after each time it is built.
"""

import json
import os
import re
import resource
import subprocess
import sys

LIMIT_S = 10.0
SHOWN = 5


def last_builds(log):
    """{object file: its line of the log} of the last time each was made."""
    builds = {}
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 4 and fields[3].endswith((".cpp.o", ".cxx.o")):
                builds[fields[3]] = line.rstrip("\n")
    return builds


def wall_seconds(build):
    started, ended = build.split("\t")[:2]
    return (int(ended) - int(started)) / 1000


def commands(folder):
    """{object file: compile command} of what still exists."""
    with open(f"{folder}/compile_commands.json", encoding="utf-8") as file:
        entries = json.load(file)
    return {re.search(r" -o (\S+) -c ", entry["command"])[1]: entry["command"] for entry in entries}


def processor_seconds(folder, command):
    """What the compiler itself takes, or None when it fails (the build says why)."""
    command = re.sub(r" -o \S+ -c ", " -o /dev/null -c ", command)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Measured:
    """Processor seconds of suspects within the limit, by their lines of the log."""

    def __init__(self, folder):
        self._folder = folder
        self._path = f"{folder}/budget.json"
        self._known = {}
        self._kept = {}
        if os.path.exists(self._path):
            with open(self._path, encoding="utf-8") as file:
                self._known = json.load(file)

    def seconds(self, build, command):
        seconds = self._known.get(build) or processor_seconds(self._folder, command)
        if seconds is None:
            return wall_seconds(build)
        if seconds <= LIMIT_S:
            self._kept[build] = seconds
        return seconds

    def save(self):
        """What was built anew since is forgotten."""
        with open(self._path, "w", encoding="utf-8") as file:
            json.dump(self._kept, file, indent=1)


def source_of(target):
    """CMakeFiles/sangam_base.dir/base/id.cpp.o -> base/id.cpp"""
    return target.split(".dir/", 1)[-1].removesuffix(".o")


def check(folder):
    """Prints a folder's lines; returns whether it is within the budget."""
    name, known = os.path.basename(folder), commands(folder)
    measured, times, slow = Measured(folder), {}, []
    for target, build in last_builds(f"{folder}/.ninja_log").items():
        if target not in known:
            continue
        times[target] = wall_seconds(build)
        if times[target] > LIMIT_S:
            times[target] = measured.seconds(build, known[target])
        if times[target] > LIMIT_S:
            slow.append(target)
    measured.save()
    worst = sorted(times, key=times.get, reverse=True)[:SHOWN]
    shown = ", ".join(f"{source_of(target)} {times[target]:.1f} s" for target in worst)
    for target in slow:
        print(f"FAIL budget: {name}: {source_of(target)} takes {times[target]:.1f} s to compile, "
              f"the limit is {LIMIT_S:.0f} s")
    if not slow:
        print(f"PASS budget: {name}: {len(times)} units in {sum(times.values()):.0f} s; "
              f"slowest: {shown}")
    return not slow


def main():
    folders = [folder for folder in sys.argv[1:] if os.path.exists(f"{folder}/.ninja_log")]
    results = [check(folder) for folder in folders]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
