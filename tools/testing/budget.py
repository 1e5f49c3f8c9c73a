"""What building cost: the slowest translation units of each build, from Ninja's log.

budget.py BUILD_FOLDER…: a unit that takes the compiler over ten seconds fails, also under a
sanitizer: it holds up everyone who touches it. The log knows only wall time on a busy machine, so a
suspect is compiled once more, alone and without ccache, and judged by processor time.
"""

import json
import os
import re
import resource
import subprocess
import sys

LIMIT_S = 10.0
SHOWN = 5


def compile_times(log):
    """{object file: seconds} of the last time each was made."""
    times = {}
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 4 and fields[3].endswith((".cpp.o", ".cxx.o")):
                times[fields[3]] = (int(fields[1]) - int(fields[0])) / 1000
    return times


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


def source_of(target):
    """CMakeFiles/sangam_base.dir/base/id.cpp.o -> base/id.cpp"""
    return target.split(".dir/", 1)[-1].removesuffix(".o")


def check(folder):
    """Prints a folder's lines; returns whether it is within the budget."""
    name, known = os.path.basename(folder), commands(folder)
    times = {target: seconds for target, seconds in compile_times(f"{folder}/.ninja_log").items()
             if target in known}
    slow = []
    for target, seconds in times.items():
        if seconds > LIMIT_S:
            times[target] = processor_seconds(folder, known[target]) or seconds
        if times[target] > LIMIT_S:
            slow.append(target)
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
