"""Keeps api/changes.json: what the API gained, lost and changed, day by day, as its locks say it.

python3 tools/api_changes            adds to today what the locks say now and did not when the list was
                                     last committed
python3 tools/api_changes --check    exits 1 when operations or events are not what the list leads to
python3 tools/api_changes --history  writes the list anew from all committed locks; days are those of UTC
"""

import argparse
import datetime
import json
import os
import subprocess
import sys

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
LIST = "api/changes.json"
OPERATIONS, EVENTS = "api/v1.lock.json", "api/events.lock.json"
FACTS = ("method", "path", "kind", "audience", "permission", "status", "media_type")


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def locked(operations, events):
    """Everything in the locks by its name; events have their version behind it."""
    things = {one["name"]: one for one in json.loads(operations or '{"operations":[]}')["operations"]}
    for one in json.loads(events or '{"events":[]}')["events"]:
        things[f"{one['name']}.v{one['version']}"] = one
    return things


def locked_at(commit):
    return locked(git("show", f"{commit}:{OPERATIONS}"), git("show", f"{commit}:{EVENTS}"))


def locked_now():
    texts = []
    for path in (OPERATIONS, EVENTS):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            texts.append(file.read())
    return locked(*texts)


def field_changes(name, what, before, after):
    """Sentences about fields; of a new or removed object only the object itself is named."""
    old = {one["path"]: one for one in before}
    new = {one["path"]: one for one in after}

    def outermost(paths, other):
        return [path for path in paths if path not in other and not any(
            path.startswith(outer + mark) for outer in paths if outer not in other
            for mark in (".", "["))]

    for path in outermost(new, old):
        needed = " and required" if what == "request" and new[path]["required"] else ""
        yield f"{name}: {what} field {path} is new{needed}"
    for path in outermost(old, new):
        yield f"{name}: {what} field {path} is gone"
    for path, field in new.items():
        if path not in old:
            continue
        for fact in sorted((set(field) | set(old[path])) - {"path"}):
            if field.get(fact) != old[path].get(fact):
                other = "other values" if fact == "values" else f"another {fact.replace('_', ' ')}"
                yield f"{name}: {what} field {path} has {other}"


def thing_changes(name, before, after):
    for fact in FACTS:
        if before.get(fact) != after.get(fact):
            yield (f"{name}: {fact.replace('_', ' ')} is {after.get(fact) or 'none'}, "
                   f"was {before.get(fact) or 'none'}")
    for what in ("request", "reply", "fields"):
        yield from field_changes(name, "event" if what == "fields" else what,
                                 before.get(what, []), after.get(what, []))


def day_of_changes(date, before, after):
    day = {"date": date, "added": sorted(after.keys() - before.keys()),
           "removed": sorted(before.keys() - after.keys()),
           "changed": [change for name in sorted(before.keys() & after.keys())
                       for change in thing_changes(name, before[name], after[name])]}
    return {key: value for key, value in day.items() if value}


def with_day(days, day):
    """The days, the newest first; what is said of a day that is there joins it."""
    if len(day) == 1:
        return days
    for known in days:
        if known["date"] == day["date"]:
            for key in ("added", "removed", "changed"):
                known[key] = sorted({*known.get(key, ()), *day.get(key, ())})
            # What came and went within a day did neither.
            both = set(known["added"]) & set(known["removed"])
            for key in ("added", "removed"):
                known[key] = [name for name in known[key] if name not in both]
            for key in [key for key in known if not known[key]]:
                del known[key]
            return days
    return sorted([day, *days], key=lambda one: one["date"], reverse=True)


def days_of_history():
    last = {}
    commits = git("log", "--reverse", "--topo-order", "--first-parent", "--format=%H %ct", "--",
                  OPERATIONS, EVENTS)
    for line in commits.splitlines():
        commit, at = line.split()
        date = datetime.datetime.fromtimestamp(int(at), datetime.timezone.utc).date().isoformat()
        last[date] = locked_at(commit)
    days, before = [], {}
    for date in sorted(last):
        days = with_day(days, day_of_changes(date, before, last[date]))
        before = last[date]
    return days, before


def led_to(days):
    """The names that all the days lead to."""
    names = set()
    for day in reversed(days):
        names |= set(day.get("added", ()))
        names -= set(day.get("removed", ()))
    return names


def read_list():
    with open(os.path.join(ROOT, LIST), encoding="utf-8") as file:
        return json.load(file)["days"]


def check():
    known, now = led_to(read_list()), set(locked_now())
    for name in sorted(known ^ now):
        print(f"{LIST}: {name} is {'gone' if name in known else 'new'}: python3 tools/api_changes")
    return 1 if known != now else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--history", action="store_true")
    given = parser.parse_args()
    if given.check:
        sys.exit(check())
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    if given.history:
        days, before = days_of_history()
    else:
        commit = git("log", "-1", "--format=%H", "--", LIST).strip()
        if not commit:
            sys.exit(f"{LIST} was never committed here: --history makes it")
        days, before = json.loads(git("show", f"{commit}:{LIST}"))["days"], locked_at(commit)
    days = with_day(days, day_of_changes(today, before, locked_now()))
    with open(os.path.join(ROOT, LIST), "w", encoding="utf-8") as file:
        json.dump({"days": days}, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
