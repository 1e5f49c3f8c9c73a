"""Bulk: many at once, named by each other, each for itself."""

import pytest
from directory import MESSAGES, fault


def bulk(directory, *operations, **more):
    return directory.send("POST", "/Bulk", {"schemas": [MESSAGES + "BulkRequest"],
                                            "Operations": list(operations)} | more)


def user(name, bulk_id):
    return {"method": "POST", "path": "/Users", "bulkId": bulk_id, "data": {"userName": name}}


def test_operations_name_each_other_in_any_order(directory):
    reply = bulk(
        directory,
        {"method": "POST", "path": "/Groups", "bulkId": "g", "data": {
            "displayName": "Sales", "members": [{"value": "bulkId:a"}, {"value": "bulkId:b"}]}},
        user("ann@a.example", "a"), user("bob@a.example", "b"),
        {"method": "PATCH", "path": "/Users/bulkId:a", "data": {
            "schemas": [MESSAGES + "PatchOp"],
            "Operations": [{"op": "add", "path": "title", "value": "Clerk"}]}},
        {"method": "DELETE", "path": "/Users/bulkId:b"})
    assert reply["schemas"] == [MESSAGES + "BulkResponse"]
    done = reply["Operations"]
    assert [one["status"] for one in done] == ["201", "201", "201", "200", "204"]
    assert [one.get("bulkId") for one in done] == ["g", "a", "b", None, None]
    assert done[0]["location"].rpartition("/")[2].startswith("team_") and done[0]["version"]
    assert directory.found('title eq "Clerk"') == ["ann@a.example"]


def test_failures_stand_beside_successes(directory):
    reply = bulk(directory, user("ann@a.example", "a"), user("ann@a.example", "b"),
                 user("cid@a.example", "c"), {"method": "GET", "path": "/Users"},
                 {"method": "POST", "path": "/Users", "data": {}},
                 {"method": "DELETE", "path": "/Users/bulkId:b"},
                 {"method": "DELETE", "path": "/Schemas/x"})
    done = reply["Operations"]
    assert [one["status"] for one in done] == ["201", "409", "201", "400", "400", "400", "400"]
    assert done[1]["response"]["scimType"] == "uniqueness"
    assert directory.found('userName sw "cid"') == ["cid@a.example"]


def test_it_stops_after_so_many_errors(directory):
    reply = bulk(directory, user("ann@a.example", "a"), user("ann@a.example", "b"),
                 user("cid@a.example", "c"), failOnErrors=1)
    assert [one["status"] for one in reply["Operations"]] == ["201", "409"]
    assert directory.found('userName sw "cid"') == []


def test_a_failure_of_ours_is_that_of_one_operation(server, directory):
    """What others did stays done, so the reply must still say so."""
    server.sql("alter table scim.users add constraint poison check (user_name <> 'poison@a.example')")
    try:
        reply = bulk(directory, user("ann@a.example", "a"), user("poison@a.example", "b"),
                     user("cid@a.example", "c"))
    finally:
        server.sql("alter table scim.users drop constraint poison")
    assert [one["status"] for one in reply["Operations"]] == ["201", "500", "201"]
    assert "poison" not in str(reply["Operations"][1]["response"])
    assert directory.found('userName sw "poison"') == []
    assert "operation of a bulk failed" in server.log_text()


@pytest.mark.parametrize("body, refusal", [
    ({"Operations": []}, (400, "invalidSyntax")),
    ({"schemas": [MESSAGES + "BulkRequest"]}, (400, "invalidSyntax")),
    ({"schemas": [MESSAGES + "BulkRequest"], "Operations": [5]}, (400, "invalidSyntax")),
    ({"schemas": [MESSAGES + "BulkRequest"], "Operations": [], "failOnErrors": "x"},
     (400, "invalidSyntax")),
    ({"schemas": [MESSAGES + "BulkRequest"], "Operations": [{}] * 1001}, (413, "tooMany")),
    ({"schemas": [MESSAGES + "BulkRequest"],
      "Operations": [user("a@a.example", "x"), user("b@a.example", "x")]}, (400, "invalidValue")),
])
def test_what_cannot_be_read(directory, body, refusal):
    assert fault(directory.send("POST", "/Bulk", body)) == refusal


def test_versions_count(directory):
    made = directory.add_user("ann@a.example")
    reply = bulk(directory, {"method": "DELETE", "path": f"/Users/{made['id']}", "version": 'W/"x"'})
    assert reply["Operations"][0]["status"] == "412"
    reply = bulk(directory, {"method": "DELETE", "path": f"/Users/{made['id']}",
                             "version": made["meta"]["version"]})
    assert reply["Operations"][0]["status"] == "204"
