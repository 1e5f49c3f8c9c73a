"""Teams over HTTP: their life, their members, and what authorisation makes of them."""

import pytest
from bank import PASSWORD, new_id
from client import Problem


@pytest.fixture
def client(tenant):
    return tenant.owner


def add_user(tenant, name):
    user = tenant.owner.users_add(email=f"{name}@{tenant.slug}.example", name=name.title(),
                                  password=PASSWORD, role="member")
    return user["id"]


def names(page):
    return [item["name"] for item in page["items"]]


def is_member(client, team, user):
    answer = client.access_check(object=f"team:{team}", relation="member", subject=f"user:{user}")
    return answer["outcome"] == "allowed"


def fields(problem):
    return [(field["pointer"], field["code"]) for field in problem.value.document["errors"]]


def test_the_life_of_a_team(client):
    team = client.teams_create(name="Finance", description="Closes the books")
    assert (team.status, team["members"], team["description"]) == (201, 0, "Closes the books")
    read = client.teams_get(id=team["id"])
    changed = client.teams_change(id=team["id"], name="Treasury", if_match=read.headers["ETag"])
    assert (changed["name"], changed["description"]) == ("Treasury", "Closes the books")
    with pytest.raises(Problem) as problem:
        client.teams_change(id=team["id"], name="Money", if_match=read.headers["ETag"])
    assert problem.value.status == 412
    client.teams_delete(id=team["id"])
    for gone in (client.teams_get, client.teams_delete, client.teams_members_list):
        with pytest.raises(Problem) as problem:
            gone(id=team["id"])
        assert problem.value.status == 404


def test_names_are_unique_whatever_their_case(client, operator):
    client.teams_create(name="Finance")
    other = client.teams_create(name="Support")
    for refused in (lambda: client.teams_create(name="FINANCE"),
                    lambda: client.teams_change(id=other["id"], name="finance")):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.status == 409 and fields(problem) == [("/name", "taken")]
    assert names(client.teams_list()) == ["Finance", "Support"]


def test_lists_are_searched_sorted_and_paged(tenant, client):
    made = {name: client.teams_create(name=name)["id"]
            for name in ("North", "South", "Northwest", "100%_sure")}
    assert names(client.teams_list(search="nORTH")) == ["North", "Northwest"]
    assert names(client.teams_list(search="%_")) == ["100%_sure"]
    assert names(client.teams_list(sort="-name")) == ["South", "Northwest", "North", "100%_sure"]
    page = client.teams_list(limit=3)
    assert len(page["items"]) == 3
    assert names(client.teams_list(limit=3, cursor=page["next"])) == ["South"]
    user = add_user(tenant, "ann")
    client.teams_members_add(id=made["South"], users=[user])
    assert names(client.teams_list(member=user)) == ["South"]


def test_members_come_and_go_and_authorisation_sees_it(tenant, client):
    team = client.teams_create(name="Finance")["id"]
    ann, bob = add_user(tenant, "ann"), add_user(tenant, "bob")
    done = client.teams_members_add(id=team, users=[ann, bob])
    assert dict(done) == {"added": 2, "removed": 0, "members": 2}
    assert dict(client.teams_members_add(id=team, users=[ann]))["added"] == 0
    assert is_member(client, team, ann) and is_member(client, team, bob)
    listed = client.teams_members_list(id=team)["items"]
    assert [(one["id"], one["name"], one["status"]) for one in listed] == [
        (ann, "Ann", "active"), (bob, "Bob", "active")]
    assert names(client.teams_members_list(id=team, search="BOB@")) == ["Bob"]
    client.teams_members_remove(id=team, user=bob)
    assert is_member(client, team, ann) and not is_member(client, team, bob)
    assert client.teams_get(id=team)["members"] == 1
    with pytest.raises(Problem) as problem:
        client.teams_members_remove(id=team, user=bob)
    assert problem.value.status == 404
    client.teams_delete(id=team)
    assert not is_member(client, team, ann)
    assert client.access_relations_list(object=f"team:{team}")["items"] == []


def test_who_is_removed_from_the_tenant_is_in_no_team(tenant, client):
    ann = add_user(tenant, "ann")
    teams = [client.teams_create(name=name)["id"] for name in ("Finance", "Support")]
    for team in teams:
        client.teams_members_add(id=team, users=[ann])
    client.users_remove(id=ann)
    for team in teams:
        assert client.teams_get(id=team)["members"] == 0
        assert client.teams_members_list(id=team)["items"] == []
    assert client.access_relations_list(subject=f"user:{ann}")["items"] == []


def test_refusals_point_to_who_and_change_nothing(tenant, client):
    team = client.teams_create(name="Finance")["id"]
    ann = add_user(tenant, "ann")
    with pytest.raises(Problem) as problem:
        client.teams_members_add(id=team, users=[ann, new_id("usr")])
    assert fields(problem) == [("/users/1", "unknown")]
    for users in ([], [ann] * 101):
        with pytest.raises(Problem) as problem:
            client.teams_members_add(id=team, users=users)
        assert fields(problem) == [("/users", "out_of_range")]
    assert client.teams_members_list(id=team)["items"] == []
    assert not is_member(client, team, ann)


def test_people_of_another_tenant_are_unknown(tenant, bank):
    team = tenant.owner.teams_create(name="Finance")["id"]
    stranger = add_user(bank, "stranger")
    with pytest.raises(Problem) as problem:
        tenant.owner.teams_members_add(id=team, users=[stranger])
    assert fields(problem) == [("/users/0", "unknown")]
    with pytest.raises(Problem) as problem:
        bank.owner.teams_get(id=team)
    assert problem.value.status == 404
    assert bank.owner.teams_create(name="Finance").status == 201


def test_teams_are_for_who_administers_the_tenant(tenant, client):
    team = client.teams_create(name="Finance")["id"]
    auditor, member = tenant.user_client("auditor"), tenant.user_client("member")
    assert auditor.teams_get(id=team)["name"] == "Finance"
    for refused in (lambda: auditor.teams_change(id=team, name="X"), member.teams_list,
                    lambda: member.teams_create(name="Mine")):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.status == 403


def test_what_happened_is_told_and_audited(tenant, client):
    team = client.teams_create(name="Finance")["id"]
    ann = add_user(tenant, "ann")
    client.teams_members_add(id=team, users=[ann])
    client.teams_change(id=team, name="Treasury")
    entry = client.audit_list(operation="teams.members.add")["items"][0]
    assert entry["target"] == team and f"team:{team}#member@user:{ann}" in str(entry)
    client.teams_delete(id=team)
    entry = client.audit_list(operation="teams.change")["items"][0]
    assert "Finance" in str(entry) and "Treasury" in str(entry)
