"""Relations over HTTP: writing, asking, explaining; the model; what is refused and where it points."""

import pytest
from client import Problem

MODEL = """
context amount: int
type user
type team
  relation member: [user, team#member]
type folder
  relation viewer: [user, user:*, team#member]
type document
  relation parent: [folder]
  relation blocked: [user]
  relation approver: [user]
  relation viewer: ([user] or parent->viewer) but not blocked
"""


def relation(text, condition=None):
    thing, _, subject = text.partition("@")
    name, _, what = thing.partition("#")
    made = {"object": name, "relation": what, "subject": subject}
    return made | {"condition": condition} if condition else made


def touch(client, *texts):
    return client.access_relations_write(touch=[relation(text) for text in texts])


def ask(client, text, **context):
    given = [{"name": name, "value": value} for name, value in context.items()]
    return client.access_check(**relation(text), context=given)["outcome"]


@pytest.fixture
def client(tenant):
    tenant.owner.access_model_set(text=MODEL)
    return tenant.owner


def test_what_was_written_is_answered(client):
    done = touch(client, "team:sales#member@user:ann", "folder:all#viewer@team:sales#member",
                 "document:plan#parent@folder:all")
    assert (done["touched"], done["removed"]) == (3, 0)
    assert ask(client, "document:plan#viewer@user:ann") == "allowed"
    assert ask(client, "document:plan#viewer@user:bob") == "denied"
    many = client.access_check_many(checks=[relation("document:plan#viewer@user:ann"),
                                            relation("document:plan#viewer@user:bob")])
    assert [one["allowed"] for one in many["decisions"]] == [True, False]
    found = client.access_objects(type="document", relation="viewer", subject="user:ann")
    assert found == {"names": ["document:plan"], "complete": True}
    found = client.access_subjects(object="document:plan", relation="viewer")
    assert found["names"] == ["user:ann"]
    client.access_relations_write(touch=[relation("document:plan#blocked@user:ann")],
                                  remove=[relation("folder:none#viewer@user:ann")])
    assert ask(client, "document:plan#viewer@user:ann") == "denied"


def test_conditions(client):
    client.access_relations_write(touch=[relation(
        "document:plan#approver@user:ann", "amount < 1000 && ip.startsWith('10.')")])
    asked = "document:plan#approver@user:ann"
    assert ask(client, asked) == "undecided"
    assert ask(client, asked, amount="500", ip="10.1.2.3") == "allowed"
    assert ask(client, asked, amount="5000") == "denied"
    with pytest.raises(Problem) as problem:
        ask(client, asked, amount="a lot", salary="1")
    assert [(field["pointer"], field["code"]) for field in problem.value.document["errors"]] == [
        ("/context/0", "context_invalid"), ("/context/1", "context_invalid")]


def test_explanations(client):
    touch(client, "team:sales#member@user:ann", "folder:all#viewer@team:sales#member",
          "document:plan#parent@folder:all")
    why = client.access_explain(**relation("document:plan#viewer@user:ann"))
    assert why["outcome"] == "allowed"
    assert [step["what"] for step in why["steps"] if step["kind"] == "tuple"] == [
        "document:plan#parent@folder:all", "folder:all#viewer@team:sales#member",
        "team:sales#member@user:ann"]
    why_not = client.access_explain(**relation("document:plan#viewer@user:bob"))
    assert why_not["outcome"] == "denied"
    assert "No tuple names user:bob." in [step["reason"] for step in why_not["steps"]]


def test_why_a_role_may(tenant, client):
    member = tenant.user_client("member").session["user"]["id"]
    permission = "ledger.accounts:write"
    mine = client.access_explain(permission=permission)
    assert (mine["outcome"], mine["steps"][1]["reason"]) == (
        "allowed", "The role is owner: owner may do everything in the tenant.")
    theirs = client.access_explain(permission="users:write", subject=f"user:{member}")
    assert theirs["outcome"] == "denied" and "The role is member" in theirs["steps"][1]["reason"]
    with pytest.raises(Problem) as problem:
        client.access_explain(permission="ledger.accounts:fly")
    assert problem.value.document["errors"][0]["pointer"] == "/permission"


def test_refusals_point_to_the_tuple_and_change_nothing(client):
    with pytest.raises(Problem) as problem:
        touch(client, "folder:all#viewer@user:ann", "document:plan#owner@user:ann",
              "document:plan#viewer@team:sales", "no-object#viewer@user:ann")
    assert [(field["pointer"], field["code"]) for field in problem.value.document["errors"]] == [
        ("/touch/1/relation", "unknown_relation"),
        ("/touch/2/subject", "subject_not_allowed"), ("/touch/3/object", "malformed")]
    assert client.access_relations_list()["items"] == []


def test_a_model_that_tuples_do_not_fit_is_refused(client):
    touch(client, "document:plan#viewer@user:ann")
    before = client.access_model_get()
    for text, said in [("type user type team relation member: [user] type document"
                        " relation viewer: [team]", "document:plan#viewer@user:ann"),
                       ("type user\nbroken", "line 2, column 1"),
                       ("type user", "must have a type user, and a type team")]:
        with pytest.raises(Problem) as problem:
            client.access_model_set(text=text)
        assert said in problem.value.document["errors"][0]["detail"]
    assert dict(client.access_model_get()) == dict(before)


def test_lists_are_paged_and_filtered(client):
    touch(client, *[f"document:d{number}#viewer@user:ann" for number in range(30)])
    touch(client, "document:d1#viewer@user:bob", "document:d1#approver@user:ann")
    listed, cursor = [], None
    while True:
        page = client.access_relations_list(limit=7, cursor=cursor)
        listed += page["items"]
        cursor = page.get("next")
        if not cursor:
            break
    assert len(listed) == 32
    assert len(client.access_relations_list(object="document:d1")["items"]) == 3
    assert len(client.access_relations_list(subject="user:bob")["items"]) == 1


def test_access_is_for_who_administers_the_tenant(tenant, client):
    member = tenant.user_client("member")
    with pytest.raises(Problem) as problem:
        touch(member, "folder:all#viewer@user:ann")
    assert problem.value.status == 403


def test_what_changed_is_in_the_audit(client):
    client.access_relations_write(touch=[relation("folder:all#viewer@user:ann")],
                                  reason="She joined")
    entry = client.audit_list(operation="access.relations.write")["items"][0]
    assert entry["target"] == "folder:all"
    assert "folder:all#viewer@user:ann" in str(entry) and "She joined" in str(entry)
