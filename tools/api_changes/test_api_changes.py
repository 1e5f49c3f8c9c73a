"""What the list of changes says of two locks, and that the list in the tree is fresh."""

import importlib.util
import os

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "__main__.py")
SPEC = importlib.util.spec_from_file_location("api_changes", FILE)
api_changes = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(api_changes)


def field(path, **more):
    return {"path": path, "type": "text", "required": False} | more


def operation(name, request=(), reply=(), **more):
    return {"name": name, "method": "GET", "path": "/x", "kind": "query", "request": list(request),
            "reply": list(reply)} | more


def test_what_is_there_before_and_after_is_compared():
    before = {"a.gone": operation("a.gone"),
              "a.kept": operation("a.kept", [field("old"), field("name", max_length=5)])}
    after = {"a.new": operation("a.new"),
             "a.kept": operation("a.kept", [field("name", max_length=9),
                                            field("who", required=True)],
                                 [field("part"), field("part.size")], permission="a:read")}
    day = api_changes.day_of_changes("2026-01-02", before, after)
    assert day == {"date": "2026-01-02", "added": ["a.new"], "removed": ["a.gone"], "changed": [
        "a.kept: permission is a:read, was none",
        "a.kept: request field who is new and required",
        "a.kept: request field old is gone",
        "a.kept: request field name has another max length",
        "a.kept: reply field part is new"]}


def test_of_what_did_not_change_nothing_is_said():
    same = {"a": operation("a", [field("name")])}
    day = api_changes.day_of_changes("2026-01-02", same, same)
    assert api_changes.with_day([], day) == []


def test_what_comes_and_goes_within_a_day_did_neither():
    days = api_changes.with_day([], {"date": "2026-01-02", "added": ["a", "b"]})
    days = api_changes.with_day(days, {"date": "2026-01-02", "removed": ["a"], "changed": ["b: x"]})
    assert days == [{"date": "2026-01-02", "added": ["b"], "changed": ["b: x"]}]
    days = api_changes.with_day(days, {"date": "2026-01-03", "removed": ["b"]})
    assert [day["date"] for day in days] == ["2026-01-03", "2026-01-02"]
    assert api_changes.led_to(days) == set()


def test_the_list_in_the_tree_leads_to_the_locks(capsys):
    assert api_changes.check() == 0, capsys.readouterr().out
