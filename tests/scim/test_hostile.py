"""What is sent to break something: a precise answer, and nothing changes."""

import pytest
from directory import USER, fault


@pytest.mark.parametrize("body, status", [
    ("", 400), ("{", 400), ("[]", 400), ('"x"', 400), ('{"userName":"a","userName":"b"}', 400),
    (b'{"userName":"\xff"}', 400), ("[" * 200 + "]" * 200, 400), ("{}", 400),
    ('{"userName":null}', 400), ('{"userName":""}', 400), ('{"userName":["a"]}', 400),
    ('{"userName":"a\\u0000b"}', 400), ('{"userName":"' + "a" * 300 + '"}', 400),
    ('{"userName":"a","emails":[{"value":"not an address"}]}', 400),
    ('{"userName":"a","name":"b"}', 400), ('{"userName":"a","active":2}', 400),
    ('{"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":5}', 400),
])
def test_bodies(directory, body, status):
    before = directory.get("/Users", count=0)["totalResults"]
    assert fault(directory.send("POST", "/Users", body))[0] == status
    assert directory.get("/Users", count=0)["totalResults"] == before


@pytest.mark.parametrize("operations, refusal", [
    ([{"op": "add", "path": "emails", "value": [f"{n}@a.example" for n in range(501)]}],
     (400, "invalidValue")),
    ([{"op": "add", "path": "emails", "value": [f"{m}-{n}@a.example" for n in range(300)]}
      for m in range(2)],
     (400, "invalidValue")),
    ([{"op": "add", "path": "title", "value": "x"}] * 201, (413, "tooMany")),
    ([{"op": "add", "value": {f'emails[type eq "{n}"].value': "x" for n in range(201)}}],
     (413, "tooMany")),
    ([{"op": "remove", "path": "emails[" + " or ".join(["type pr"] * 11) + "]"}],
     (400, "invalidFilter")),
    ([{"op": "add", "path": "emails", "value": [f"{n}@a.example" for n in range(400)]},
      {"op": "replace", "path": "emails[value pr].display", "value": "x" * 1_000},
      {"op": "remove", "path": "emails"}], (400, "invalidValue")),
])
def test_work_without_end(directory, operations, refusal):
    user = directory.add_user("ann@a.example")
    path = f"/Users/{user['id']}"
    assert fault(directory.patch(path, *operations)) == refusal
    assert directory.get(path).json == user


@pytest.mark.parametrize("members", ['type eq "User"', 'value sw "usr_"', "not (value pr)",
                                     'value ne "x"', 'value eq "x" and type eq "User"', "value pr"])
def test_members_are_chosen_by_their_value(directory, members):
    ann = directory.add_user("ann@a.example")["id"]
    group = directory.add_group("Sales", [ann])["id"]
    reply = directory.patch(f"/Groups/{group}", {"op": "remove", "path": f"members[{members}]"})
    assert fault(reply) == (400, "invalidFilter")
    assert directory.members(group) == {ann}


def test_a_body_that_is_too_large(directory):
    body = '{"userName":"a","title":"' + "x" * 2_000_000 + '"}'
    assert directory.send("POST", "/Users", body).status == 413
    assert directory.get("/Users", count=0)["totalResults"] == 1


def test_media_types(directory):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        reply = directory.send("POST", "/Users", {"userName": "a"}, {"Content-Type": kind})
        assert fault(reply) == (415, None)


@pytest.mark.parametrize("method, path, status", [
    ("GET", "/Nothing", 404), ("GET", "/Users/", 200), ("GET", "/Users/usr_x", 404),
    ("GET", "/Users/a/b", 404), ("GET", "/Users/team_00000000000000000000000000", 404),
    ("GET", "/Me", 404), ("POST", "/Users/usr_x", 405), ("DELETE", "/Users", 405),
    ("PUT", "/Groups", 405), ("GET", "/Bulk", 405), ("GET", "/Users/.search", 405),
    ("POST", "/Schemas", 405), ("PATCH", "/", 405), ("GET", "/Schemas/urn:x", 404),
    ("GET", "/ResourceTypes/Nothing", 404), ("GET", "/", 200),
])
def test_paths(directory, method, path, status):
    reply = directory.send(method, path)
    assert reply.status == status
    if status >= 400:
        fault(reply)
    allowed = reply.headers.get("Allow", "").split(", ")
    assert (status == 405) == (method not in allowed and allowed != [""])


def test_discovery_is_for_everybody(directory):
    directory.token = "none"
    for path in ("/ServiceProviderConfig", "/ResourceTypes", "/Schemas", f"/Schemas/{USER}",
                 "/ResourceTypes/User"):
        assert directory.get(path).status == 200, path
    assert directory.get("/ServiceProviderConfig")["bulk"]["supported"] is True


def test_names_are_matched_whatever_their_case_and_kept_in_ours(directory):
    reply = directory.send("POST", "/Users", {"USERNAME": "ann@a.example", "Name": {"GIVENNAME": "A"},
                                              "Emails": [{"VALUE": "a@a.example"}]})
    assert reply["userName"] == "ann@a.example" and reply["name"] == {"givenName": "A"}
    assert reply["emails"] == [{"value": "a@a.example"}]


def test_text_of_any_script_and_of_sql(tenant, directory):
    names = ["आन्या", "O'Brien; drop table scim.users --", 'say "hello" \\ %_', "名前" * 60]
    for number, name in enumerate(names):
        user = directory.add_user(f"user{number}@a.example", displayName=name, title=name)
        assert directory.get(f"/Users/{user['id']}")["title"] == name
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        assert directory.found(f'title eq "{quoted}"') == [f"user{number}@a.example"]
    assert len(directory.found('userName sw "user"')) == len(names)


def test_what_is_secret_is_not_in_the_log(server, directory):
    directory.add_user("canary-user@a.example")
    directory.get("/Users", filter='userName eq "canary-filter"')
    log = server.log_text()
    assert directory.token not in log and "canary" not in log
