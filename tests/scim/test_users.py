"""Users: their life, what is taken over, versions, projections, lists."""

import pytest
from directory import ENTERPRISE, USER, add_user, fault, make_directory


def test_the_life_of_a_user(tenant, directory):
    sent = {"schemas": [USER, ENTERPRISE], "userName": "Ann@A.Example", "externalId": "e-1",
            "name": {"givenName": "Ann", "familyName": "Other"}, "title": "Clerk", "active": True,
            "emails": [{"value": "Ann.Other@A.Example", "type": "work", "primary": True}],
            "nonsense": {"is": "passed over"},
            ENTERPRISE: {"department": "Books", "manager": {"value": "x"}}}
    reply = directory.send("POST", "/Users", sent)
    assert reply.status == 201
    user = reply.json
    assert reply.headers["Location"] == user["meta"]["location"]
    assert reply.headers["ETag"] == user["meta"]["version"]
    assert "nonsense" not in user and user[ENTERPRISE]["department"] == "Books"
    seen = tenant.owner.users_get(id=user["id"])
    assert (seen["name"], seen["email"], seen["role"], seen["status"]) == (
        "Ann Other", "ann.other@a.example", "member", "active")
    read = directory.get(f"/Users/{user['id']}")
    assert read.json == user
    sent = {"schemas": [USER], "userName": "ann@a.example", "displayName": "Ann O."}
    replaced = directory.send("PUT", f"/Users/{user['id']}", sent).json
    assert "title" not in replaced and ENTERPRISE not in replaced and replaced["active"] is True
    assert tenant.owner.users_get(id=user["id"])["name"] == "Ann O."
    assert directory.send("DELETE", f"/Users/{user['id']}").status == 204
    for method in ("GET", "DELETE"):
        assert fault(directory.send(method, f"/Users/{user['id']}")) == (404, None)
    assert directory.add_user("ann@a.example")["id"] != user["id"]


def test_somebody_without_an_address(tenant, directory):
    reply = directory.send("POST", "/Users", {"userName": "ann"})
    assert fault(reply) == (400, "invalidValue")
    assert directory.send("POST", "/Users", {"userName": "a\nb@a.example"}).status == 400
    user = directory.add_user("ann", emails=[{"value": "ann@home.example", "type": "home"}])["id"]
    path = f"/Users/{user}"
    assert tenant.owner.users_get(id=user)["email"] == "ann@home.example"
    # Whoever loses their address keeps it here, and may be kept out nevertheless.
    done = directory.patch(path, {"op": "remove", "path": "emails"},
                           {"op": "replace", "path": "active", "value": False})
    assert done["active"] is False and "emails" not in done.json
    seen = tenant.owner.users_get(id=user)
    assert (seen["email"], seen["status"]) == ("ann@home.example", "suspended")


def test_a_plan_counts_whom_a_directory_makes(operator, tenant, directory):
    operator.platform_tenants_set_plan(id=tenant.id, name="Small", users=2)
    directory.add_user("ann@a.example")
    reply = directory.send("POST", "/Users", {"userName": "bob@a.example"})
    assert fault(reply) == (403, None) and "2 of 2 are used" in reply["detail"]
    assert directory.get("/Users", count=0)["totalResults"] == 2
    operator.platform_tenants_set_plan(id=tenant.id, name="Large")
    assert directory.add_user("bob@a.example", active=False)["active"] is False


def test_pages_of_people_in_many_groups(directory):
    """Nobody is shown in fewer groups than they are in: the page ends earlier."""
    operations = [{"method": "POST", "path": "/Users", "bulkId": str(number),
                   "data": {"userName": f"user{number}@a.example"}} for number in range(500)]
    operations += [{"method": "POST", "path": "/Groups", "bulkId": f"g{number}",
                    "data": {"displayName": f"Group {number}", "members": [
                        {"value": f"bulkId:{user}"} for user in range(500)]}}
                   for number in range(21)]
    reply = directory.send("POST", "/Bulk", {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations})
    assert {one["status"] for one in reply["Operations"]} == {"201"}
    page = directory.get("/Users", filter='userName sw "user"', count=500).json
    assert (page["totalResults"], page["itemsPerPage"]) == (500, 10_000 // 21)
    assert {len(one["groups"]) for one in page["Resources"]} == {21}
    rest = directory.get("/Users", filter='userName sw "user"', count=500,
                         startIndex=page["itemsPerPage"] + 1).json
    assert rest["itemsPerPage"] == 500 - page["itemsPerPage"]
    alone = directory.get("/Users", filter='userName sw "user"', count=500,
                          excludedAttributes="groups").json
    assert alone["itemsPerPage"] == 500


def test_names_are_unique_whatever_their_case(tenant, directory):
    directory.add_user("ann@a.example")
    reply = directory.send("POST", "/Users", {"schemas": [USER], "userName": "ANN@a.example"})
    assert fault(reply) == (409, "uniqueness")
    bob = directory.add_user("bob@a.example")["id"]
    reply = directory.patch(f"/Users/{bob}", {"op": "replace", "path": "userName",
                                              "value": "Ann@A.example"})
    assert fault(reply) == (409, "uniqueness")
    reply = directory.patch(f"/Users/{bob}", {
        "op": "add", "path": "emails", "value": [{"value": "ann@a.example", "primary": True}]})
    assert fault(reply) == (409, "uniqueness")
    assert directory.get(f"/Users/{bob}")["userName"] == "bob@a.example"


def test_who_is_a_member_already_is_found_and_taken_over(tenant, directory):
    user, email = add_user(tenant, "ann", role="admin")
    assert directory.found(f'userName eq "{email.upper()}"') == [email]
    made = directory.send("POST", "/Users", {
        "userName": "ann-o", "emails": [{"value": email, "primary": True}], "externalId": "7"})
    assert (made.status, made["id"], made["userName"]) == (201, user, "ann-o")
    assert tenant.owner.users_get(id=user)["role"] == "admin"
    assert directory.found(f'userName eq "{email}"') == []
    again = directory.send("POST", "/Users", {
        "userName": "ann-2", "emails": [{"value": email, "primary": True}]})
    assert fault(again) == (409, "uniqueness")


def test_suspended_by_people_stays_suspended(tenant, directory):
    user = directory.add_user("ann@a.example")
    tenant.owner.users_change(id=user["id"], status="suspended")
    path = f"/Users/{user['id']}"
    assert directory.get(path)["active"] is False
    replaced = directory.send("PUT", path, {"schemas": [USER], "userName": "ann@a.example"})
    assert replaced["active"] is False
    assert directory.patch(path, {"op": "replace", "path": "title", "value": "x"})["active"] is False
    assert directory.found("active eq false") == ["ann@a.example"]


def test_versions(directory):
    user = directory.add_user("ann@a.example")
    path, version = f"/Users/{user['id']}", user["meta"]["version"]
    change = {"op": "replace", "path": "title", "value": "Clerk"}
    done = directory.patch(path, change, headers={"If-Match": version})
    assert done.status == 200 and done["meta"]["version"] != version
    assert fault(directory.patch(path, change, headers={"If-Match": version})) == (412, None)
    assert directory.send("DELETE", path, headers={"If-Match": version}).status == 412
    assert directory.send("PUT", path, {"userName": "x"}, {"If-Match": version}).status == 412
    unchanged = directory.send("GET", path, headers={"If-None-Match": done["meta"]["version"]})
    assert (unchanged.status, unchanged.content) == (304, b"")
    assert directory.patch(path, change, headers={"If-Match": "*"}).status == 200


def test_projections(directory):
    user = directory.add_user("ann@a.example", title="Clerk", name={"givenName": "Ann",
                                                                    "familyName": "Other"})
    group = directory.add_group("Sales", [user["id"]])
    path = f"/Users/{user['id']}"
    shown = directory.get(path, attributes="userName,name.givenName").json
    assert shown == {"schemas": [USER], "id": user["id"], "userName": "ann@a.example",
                     "name": {"givenName": "Ann"}}
    shown = directory.get(path, excludedAttributes="name.familyName,id,emails,groups").json
    assert shown["id"] and shown["name"] == {"givenName": "Ann"} and "groups" not in shown
    assert directory.get(path)["groups"][0]["value"] == group["id"]
    assert fault(directory.get(path, attributes="id", excludedAttributes="name"))[0] == 400
    shown = directory.get("/Groups", excludedAttributes="members")["Resources"]
    assert [one.get("members") for one in shown] == [None]


def test_lists_are_paged_and_sorted(directory):
    for number in range(7):
        directory.add_user(f"user{number}@a.example", title=f"{9 - number}")
    page = directory.get("/Users", filter='userName sw "user"', startIndex=3, count=2,
                         sortBy="userName").json
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (7, 3, 2)
    assert [one["userName"] for one in page["Resources"]] == ["user2@a.example", "user3@a.example"]
    reply = directory.get("/Users", filter='title pr', sortBy="title", sortOrder="descending")
    assert [one["title"] for one in reply["Resources"]] == list("9876543")
    assert directory.get("/Users", count=0)["Resources"] == []
    assert directory.get("/Users", count=-5, startIndex=-1)["totalResults"] == 8
    assert directory.get("/Users", startIndex=100)["Resources"] == []
    for query in ({"count": "many"}, {"sortOrder": "up"}, {"sortBy": "groups"}):
        assert directory.get("/Users", **query).status == 400, query
    searched = directory.send("POST", "/Users/.search", {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
        "filter": 'userName eq "user1@a.example"', "attributes": ["userName"], "count": 5})
    assert [one["userName"] for one in searched["Resources"]] == ["user1@a.example"]
    everything = directory.send("POST", "/.search", {"filter": 'displayName co "e"'})
    assert everything.status == 200


FILTERS = [
    ('userName eq "ann@a.example"', "ann"), ('username EQ "ANN@A.EXAMPLE"', "ann"),
    ('userName ne "ann@a.example" and title pr', "bob"), ('title eq null', "cid owner"),
    ('userName co "@A." and not (title eq "Clerk")', "bob cid"), ('userName sw "b"', "bob"),
    ('userName ew ".EXAMPLE"', "ann bob cid owner"), ('userName gt "bob" and userName lt "d"',
                                                      "bob cid"),
    ('title ge "clerk" and title le "clerk"', "ann"), ('active eq true', "ann bob owner"),
    ('active eq "False"', "cid"), ('not (active eq true)', "cid"),
    ('emails[type eq "work" and value co "a.example"]', "ann"),
    ('emails[type eq "home"]', "bob"), ('emails.type eq "home"', "bob"),
    ('emails eq "ann.work@a.example"', "ann"), ('emails[primary eq true] and title pr', "ann"),
    ('emails[not (type eq "home")] and title pr', "ann"), ('phoneNumbers pr', "bob"),
    ('name.familyName eq "other"', "ann"), ('name pr', "ann"), ('externalId eq "E-1"', "ann"),
    ('externalId eq "e-1"', ""), (f'{USER}:userName eq "bob@a.example"', "bob"),
    (f'{ENTERPRISE}:department eq "books"', "bob"), (f'{ENTERPRISE}:manager.value eq "m"', "bob"),
    ('groups.value eq "GROUP"', "ann bob"), ('groups[value eq "GROUP"] and title eq "Clerk"', "ann"),
    ('not (groups pr)', "cid owner"), ('meta.created gt "2020-01-01T00:00:00Z"',
                                       "ann bob cid owner"),
    ('meta.lastModified lt "2020-01-01T00:00:00Z"', ""), ('meta.resourceType eq "User"',
                                                          "ann bob cid owner"),
    ('id eq "ANN"', "ann"), ('id ne "ANN"', "bob cid owner"), ('id eq "nonsense"', ""),
    ('title eq "Clerk" or title eq "Cook" and active eq false', "ann"),
    ('(title eq "Clerk" or title eq "Cook") and active eq true', "ann bob"),
    ('userName eq "x\' or true --"', ""), ('title co "%"', ""), (r'title eq "\u0043lerk"', "ann"),
]


@pytest.fixture(scope="module")
def people(operator):
    from bank import Tenant

    directory = make_directory(Tenant(operator))
    ann = directory.add_user(
        "ann@a.example", externalId="E-1", title="Clerk",
        name={"givenName": "Ann", "familyName": "Other"},
        emails=[{"value": "ann.work@a.example", "type": "work", "primary": True}])
    bob = directory.add_user("bob@a.example", title="Cook", phoneNumbers=[{"value": "1"}],
                             emails=[{"value": "bob@b.example", "type": "home"}],
                             **{ENTERPRISE: {"department": "Books", "manager": {"value": "m"}}})
    directory.add_user("cid@a.example", active=False)
    directory.ids = {"ANN": ann["id"],
                     "GROUP": directory.add_group("Sales", [ann["id"], bob["id"]])["id"]}
    return directory


@pytest.mark.parametrize("filter, names", FILTERS)
def test_filters(people, filter, names):
    for name, known in people.ids.items():
        filter = filter.replace(name, known) if f'"{name}"' in filter else filter
    found = [name.partition("@")[0] for name in people.found(filter)]
    assert found == names.split()


@pytest.mark.parametrize("filter", [
    "userName", "userName eq", 'userName eq "a', "userName eq a", 'userName is "a"', "(title pr",
    'title pr)', 'title eq "a" and', 'not title pr', 'nobody eq "a"', 'emails[type eq "a"',
    'title[type eq "a"]', 'emails[emails[type pr]]', 'active eq "maybe"', 'active gt true',
    'title eq 5', 'title gt null', 'meta.created eq "yesterday"', 'name eq "a"', 'addresses eq "a"',
    "(" * 40 + "title pr" + ")" * 40, " or ".join(["title pr"] * 300), 'title eq "\\u0000"',
    'id sw "usr_"', "title eq \"\\ud800\"", 'title  eq "a" "b"', 'groups.display eq "a"',
])
def test_filters_that_cannot_be_read(directory, filter):
    assert fault(directory.get("/Users", filter=filter)) == (400, "invalidFilter")
