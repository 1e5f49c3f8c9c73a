"""PATCH: what the standard says, and what Entra ID and Okta send."""

import pytest
from directory import ENTERPRISE, MESSAGES, USER, fault

WORK, HOME = "ann@work.example", "ann@home.example"


@pytest.fixture
def user(directory):
    return directory.add_user("ann@a.example", displayName="Ann", title="Clerk", emails=[
        {"value": WORK, "type": "work", "primary": True}, {"value": HOME, "type": "home"}])


@pytest.fixture
def patch(directory, user):
    return lambda *operations: directory.patch(f"/Users/{user['id']}", *operations)


def emails(reply):
    assert reply.status == 200, reply.json
    return {email.get("type"): email["value"] for email in reply.json.get("emails", [])}


def test_single_attributes(patch):
    done = patch({"op": "replace", "path": "title", "value": "Cook"},
                 {"op": "add", "path": "name.givenName", "value": "Ann"},
                 {"op": "add", "path": "name", "value": {"familyName": "Other"}},
                 {"op": "remove", "path": "displayName"})
    assert done["title"] == "Cook" and done["name"] == {"givenName": "Ann", "familyName": "Other"}
    assert "displayName" not in done.json
    done = patch({"op": "remove", "path": "name.givenName"}, {"op": "remove", "path": "nickName"})
    assert done["name"] == {"familyName": "Other"}
    assert "name" not in patch({"op": "remove", "path": "name"}).json


def test_values_of_several(patch):
    done = patch({"op": "add", "path": "emails", "value": [{"value": "a@c.example", "type": "other"}]})
    assert emails(done) == {"work": WORK, "home": HOME, "other": "a@c.example"}
    again = patch({"op": "add", "path": "emails", "value": {"value": "a@c.example", "type": "other"}})
    assert len(again["emails"]) == 3
    done = patch({"op": "replace", "path": 'emails[type eq "home"].value', "value": "b@c.example"})
    assert emails(done)["home"] == "b@c.example"
    done = patch({"op": "replace", "path": 'emails[type eq "home"]',
                  "value": {"value": "c@c.example"}})
    assert emails(done) == {"work": WORK, None: "c@c.example", "other": "a@c.example"}
    done = patch({"op": "remove", "path": 'emails[type eq "other"]'})
    assert emails(done) == {"work": WORK, None: "c@c.example"}
    done = patch({"op": "replace", "path": "emails", "value": [{"value": "d@c.example"}]})
    assert emails(done) == {None: "d@c.example"}
    assert "emails" not in patch({"op": "remove", "path": "emails"}).json


def test_one_value_is_primary(patch):
    done = patch({"op": "add", "path": "emails", "value": [
        {"value": "new@a.example", "type": "other", "primary": True}]})
    assert [email["type"] for email in done["emails"] if email.get("primary")] == ["other"]
    two = [{"value": f"{n}@a.example", "primary": True} for n in "ab"]
    assert fault(patch({"op": "replace", "path": "emails", "value": two})) == (400, "invalidValue")


def test_entra_id(patch):
    """Its requests as documented, beside those that it is known for."""
    done = patch(
        {"op": "Replace", "path": "displayName", "value": "Ann O."},
        {"op": "Add", "path": 'emails[type eq "other"].value', "value": "o@a.example"},
        {"op": "Replace", "path": 'phoneNumbers[type eq "mobile"].value', "value": "+1"},
        {"op": "Add", "path": 'addresses[type eq "work"].country', "value": "IN"},
        {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Books"},
        {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": "usr_boss"},
        {"op": "Replace", "path": "active", "value": "False"})
    assert done.status == 200, done.json
    assert emails(done)["other"] == "o@a.example" and done["active"] is False
    assert done["phoneNumbers"] == [{"type": "mobile", "value": "+1"}]
    assert done["addresses"] == [{"type": "work", "country": "IN"}]
    assert done[ENTERPRISE] == {"department": "Books", "manager": {"value": "usr_boss"}}
    assert done["schemas"] == [USER, ENTERPRISE]
    done = patch({"op": "Replace", "value": {
        "active": "True", "name.familyName": "Other", f"{ENTERPRISE}:costCenter": "7",
        'emails[type eq "work"].value': "w@a.example", "nobodyKnows": 1}})
    assert done["active"] is True and done["name"]["familyName"] == "Other"
    assert done[ENTERPRISE]["costCenter"] == "7" and emails(done)["work"] == "w@a.example"
    done = patch({"op": "Remove", "path": f"{ENTERPRISE}:manager"},
                 {"op": "Remove", "path": 'phoneNumbers[type eq "fax"].value'},
                 {"op": "Replace", "path": f"{ENTERPRISE}:department", "value": ""})
    assert done[ENTERPRISE] == {"costCenter": "7"}


def test_okta(patch, directory, user):
    done = directory.send("PATCH", f"/Users/{user['id']}", {
        "schemas": [MESSAGES + "PatchOp"], "Operations": [{"op": "replace",
                                                           "value": {"active": False}}]})
    assert done["active"] is False
    full = user | {"active": True, "name": {"givenName": "Ann", "familyName": "Other"},
                   "password": "not taken", "groups": []}
    done = directory.send("PUT", f"/Users/{user['id']}", full,
                          {"Content-Type": "application/json"})
    assert done.status == 200 and done["active"] is True and "password" not in done.json


@pytest.mark.parametrize("operations, refusal", [
    ([{"op": "move", "path": "title"}], "invalidSyntax"), ([{"path": "title"}], "invalidSyntax"),
    ([], "invalidSyntax"), ("x", "invalidSyntax"), ([5], "invalidSyntax"),
    ([{"op": "remove"}], "noTarget"), ([{"op": "add", "value": 5}], "invalidValue"),
    ([{"op": "add", "path": "nobody", "value": 1}], "invalidPath"),
    ([{"op": "add", "path": "password", "value": "x"}], "invalidPath"),
    ([{"op": "add", "path": 'emails[type eq "work"', "value": 1}], "invalidPath"),
    ([{"op": "add", "path": 'emails[type eq "work"].nobody', "value": 1}], "invalidPath"),
    ([{"op": "add", "path": 'title[type eq "work"]', "value": 1}], "invalidPath"),
    ([{"op": "add", "path": 'emails[nonsense]', "value": 1}], "invalidFilter"),
    ([{"op": "add", "path": 'emails[nobody eq 1].value', "value": "x"}], "invalidFilter"),
    ([{"op": "replace", "path": 'emails[type ne "work" and value pr and type eq "x"].value',
       "value": "x"}], "noTarget"),
    ([{"op": "replace", "path": "id", "value": "x"}], "mutability"),
    ([{"op": "replace", "path": "meta.created", "value": "x"}], "mutability"),
    ([{"op": "add", "path": "groups", "value": [{"value": "x"}]}], "mutability"),
    ([{"op": "replace", "path": "title", "value": {"a": 1}}], "invalidValue"),
    ([{"op": "replace", "path": "active", "value": "maybe"}], "invalidValue"),
    ([{"op": "remove", "path": "userName"}], "invalidValue"),
    ([{"op": "replace", "path": 'emails[type eq "work"].value', "value": "no address"}],
     "invalidValue"),
    ([{"op": "add", "path": "title", "value": "a\u0001b"}], "invalidValue"),
    ([{"op": "add", "path": "title", "value": "x" * 5000}], "invalidValue"),
])
def test_refusals_change_nothing(directory, user, operations, refusal):
    path = f"/Users/{user['id']}"
    first = [{"op": "replace", "path": "nickName", "value": "half"}]
    sent = first + operations if isinstance(operations, list) and operations else operations
    reply = directory.send("PATCH", path, {"schemas": [MESSAGES + "PatchOp"], "Operations": sent})
    assert fault(reply) == (400, refusal), reply.json
    assert directory.get(path).json == user
