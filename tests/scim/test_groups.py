"""Groups, which are teams."""

import time

import pytest
from directory import GROUP, add_user, fault


def is_member(tenant, group, user):
    answer = tenant.owner.access_check(object=f"team:{group}", relation="member",
                                       subject=f"user:{user}")
    return answer["outcome"] == "allowed"


@pytest.fixture
def people(directory):
    return [directory.add_user(f"{name}@a.example")["id"] for name in ("ann", "bob", "cid")]


def test_the_life_of_a_group(tenant, directory, people):
    ann, bob, cid = people
    reply = directory.send("POST", "/Groups", {
        "schemas": [GROUP], "displayName": "Sales", "externalId": "g-1",
        "members": [{"value": ann, "display": "passed over"}, {"value": bob, "type": "User"}]})
    assert reply.status == 201
    group = reply.json
    assert {member["value"] for member in group["members"]} == {ann, bob}
    assert tenant.owner.teams_get(id=group["id"])["members"] == 2
    assert is_member(tenant, group["id"], ann)
    path = f"/Groups/{group['id']}"
    done = directory.send("PUT", path, {"displayName": "Selling", "members": [{"value": cid}]})
    assert {member["value"] for member in done["members"]} == {cid} and "externalId" not in done.json
    assert tenant.owner.teams_get(id=group["id"])["name"] == "Selling"
    assert not is_member(tenant, group["id"], ann) and is_member(tenant, group["id"], cid)
    assert directory.send("DELETE", path).status == 204
    assert not is_member(tenant, group["id"], cid)
    assert fault(directory.get(path)) == (404, None)


def test_members_by_patch(tenant, directory, people):
    ann, bob, cid = people
    group = directory.add_group("Sales")["id"]

    def after(*operations):
        reply = directory.patch(f"/Groups/{group}", *operations)
        assert reply.status == 200, reply.json
        return directory.members(group)

    assert after({"op": "Add", "path": "members", "value": [{"value": ann}, {"value": bob}]}) == {
        ann, bob}
    assert after({"op": "Remove", "path": f'members[value eq "{ann}"]'}) == {bob}
    assert after({"op": "Remove", "path": f'members[value eq "{ann}"]'}) == {bob}
    assert after({"op": "add", "value": {"members": [{"value": cid}], "displayName": "Selling"}}) == {
        bob, cid}
    assert directory.get(f"/Groups/{group}")["displayName"] == "Selling"
    assert after({"op": "Remove", "path": "members", "value": [{"value": cid}]}) == {bob}
    assert after({"op": "replace", "path": "members", "value": [{"value": ann}, {"value": cid}]},
                 {"op": "remove", "path": f'members[value eq "{ann}" or value eq "{bob}"]'}) == {cid}
    assert after({"op": "remove", "path": "members"}) == set()
    assert [is_member(tenant, group, user) for user in people] == [False] * 3
    assert directory.found(f'members.value eq "{ann}"', "/Groups", "displayName") == []


def test_groups_that_people_made(tenant, directory, people):
    team = tenant.owner.teams_create(name="Finance")["id"]
    user, _ = add_user(tenant, "dan")
    tenant.owner.teams_members_add(id=team, users=[user])
    assert directory.found('displayName eq "FINANCE"', "/Groups", "displayName") == ["Finance"]
    assert directory.found(f'members[value eq "{user}"]', "/Groups", "displayName") == ["Finance"]
    reply = directory.send("POST", "/Groups", {"displayName": "finance"})
    assert fault(reply) == (409, "uniqueness")
    directory.patch(f"/Groups/{team}", {"op": "add", "path": "externalId", "value": "f"},
                    {"op": "add", "path": "members", "value": [{"value": people[0]}]})
    assert directory.found('externalId eq "f"', "/Groups", "displayName") == ["Finance"]
    assert tenant.owner.teams_get(id=team)["members"] == 2
    tenant.owner.teams_delete(id=team)
    assert directory.get(f"/Groups/{team}").status == 404


@pytest.mark.parametrize("members", [
    [{"value": "usr_00000000000000000000000000"}], [{"value": "nobody"}], [{"type": "User"}], "x",
    [5], [{"value": "team_00000000000000000000000000", "type": "Group"}]])
def test_who_cannot_be_a_member(directory, people, members):
    group = directory.add_group("Sales", people[:1])
    for reply in (directory.send("POST", "/Groups", {"displayName": "X", "members": members}),
                  directory.patch(f"/Groups/{group['id']}",
                                  {"op": "add", "path": "members", "value": members})):
        assert fault(reply) == (400, "invalidValue")
    assert directory.members(group["id"]) == {people[0]}
    assert directory.found("displayName pr", "/Groups", "displayName") == ["Sales"]


def test_versions(directory, people):
    group = directory.add_group("Sales", people[:1])
    path, version = f"/Groups/{group['id']}", group["meta"]["version"]
    change = {"op": "add", "path": "members", "value": [{"value": people[1]}]}
    assert directory.patch(path, change, headers={"If-Match": version}).status == 200
    assert fault(directory.patch(path, change, headers={"If-Match": version})) == (412, None)
    assert directory.send("DELETE", path, headers={"If-Match": version}).status == 412


def test_huge_groups(tenant, directory):
    """Ten thousand people in one: by bulk, in a second or two a step, and no more than that."""
    for begin in range(0, 10_001, 1_000):
        operations = [{"method": "POST", "path": "/Users", "bulkId": str(number),
                       "data": {"userName": f"user{number}@a.example"}}
                      for number in range(begin, min(begin + 1_000, 10_001))]
        reply = directory.send("POST", "/Bulk", {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
            "Operations": operations})
        assert {one["status"] for one in reply["Operations"]} == {"201"}
    ids = []
    while len(ids) < 10_001:
        page = directory.get("/Users", filter='userName sw "user"', startIndex=len(ids) + 1,
                             count=500, attributes="id")
        ids += [one["id"] for one in page["Resources"]]
    started = time.monotonic()
    group = directory.add_group("Everybody", ids[:10_000])
    assert len(group["members"]) == 10_000
    path = f"/Groups/{group['id']}"
    reply = directory.patch(path, {"op": "add", "path": "members", "value": [{"value": ids[-1]}]})
    assert fault(reply) == (400, "invalidValue")
    directory.add_group("Small", ids[:3])
    page = directory.get("/Groups", sortBy="displayName").json
    assert (page["totalResults"], page["itemsPerPage"]) == (2, 1)
    rest = directory.get("/Groups", sortBy="displayName", startIndex=2)["Resources"]
    assert [one["displayName"] for one in rest] == ["Small"]
    both = directory.get("/Groups", excludedAttributes="members").json
    assert both["itemsPerPage"] == 2
    keep = [{"value": user} for user in ids[:5_000]]
    assert directory.patch(path, {"op": "replace", "path": "members", "value": keep}).status == 200
    assert len(directory.members(group["id"])) == 5_000
    assert not is_member(tenant, group["id"], ids[9_000])
    assert directory.send("DELETE", path).status == 204
    assert time.monotonic() - started < 30
