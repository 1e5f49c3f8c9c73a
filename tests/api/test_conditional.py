"""If-Match: every operation that takes it keeps its word, and every other write says that it does not."""

import json
import uuid

import pytest
from bank import PASSWORD
from client import Problem

STALE = '"AAAAAAAAAAAAAAAAAAAAAA"'


def user(owner):
    person = f"reader-{uuid.uuid4().hex[:8]}"
    made = owner.users_add(email=f"{person}@tenant.example", name=person, password=PASSWORD,
                           role="member")
    return made["id"], {"role": "auditor"}


def team(owner):
    return owner.teams_create(name="Finance")["id"], {"name": "Treasury"}


def schedule(owner):
    made = owner.job_schedules_create(name="nightly", kind="platform.echo", cron="0 3 * * *")
    return made["id"], {"name": "weekly"}


def oauth_client(owner):
    made = owner.oauth_clients_create(name="Reports", authentication="client_secret",
                                      grant_types=["client_credentials"], scopes=["users:read"])
    return made["client"]["id"], {"name": "Ledger reports"}


def endpoint(owner):
    made = owner.webhooks_endpoints_create(url="https://hooks.example/in", description="Mine")
    return made["endpoint"]["id"], {"description": "Ours"}


def connection(owner):
    made = owner.sign_on_connections_create(name="Directory", protocol="oidc",
                                            issuer="https://login.example")
    return made["id"], {"name": "People"}


MAKERS = {"users.change": user, "teams.change": team, "job_schedules.change": schedule,
          "oauth.clients.change": oauth_client, "webhooks.endpoints.change": endpoint,
          "sign_on.connections.change": connection}
# A dead letter comes of a consumer that fails: suites/platform/events/events_dbtest.cpp. Limits and
# rules of the gateway: test_limits.py and test_gateway.py.
ELSEWHERE = {"dead_letters.edit", "limits.keys.set", "limits.keys.remove",
             "platform.limits.plans.set", "platform.limits.plans.remove",
             "platform.tenants.set_limits", "gateway.change", "platform.gateway.change",
             "platform.gateway.set_maintenance"}


def takes_if_match(operation):
    return any(parameter.get("$ref", "").endswith("/IfMatch")
               for parameter in operation.get("parameters", []))


def test_every_operation_that_takes_it_is_looked_at(anonymous):
    document = json.loads(anonymous.raw("GET", "/api/openapi.json").content)
    taking = {operation["operationId"] for path in document["paths"].values()
              for operation in path.values() if takes_if_match(operation)}
    assert taking == set(MAKERS) | ELSEWHERE


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_what_has_changed_is_left_alone(tenant, name):
    owner = tenant.owner
    number, change = MAKERS[name](owner)
    resource = name.removesuffix(".change").replace(".", "_")
    read, write = getattr(owner, resource + "_get"), getattr(owner, resource + "_change")
    seen = read(id=number)
    for stale in (STALE, "W/" + seen.headers["ETag"], "not a tag"):
        with pytest.raises(Problem) as refused:
            write(id=number, if_match=stale, **change)
        assert (refused.value.status, refused.value.code) == (412, "precondition_failed")
    assert read(id=number) == seen
    write(id=number, if_match=seen.headers["ETag"], **change)
    assert change.items() <= read(id=number).items()
    with pytest.raises(Problem) as refused:
        write(id=number, if_match=seen.headers["ETag"], **change)
    assert refused.value.status == 412
    write(id=number, if_match="*", **change)


def test_other_writes_say_that_they_take_none(tenant):
    number = tenant.owner.teams_create(name="Support")["id"]
    headers = {"Authorization": f"Bearer {tenant.api.api_key}", "If-Match": STALE}
    reply = tenant.api.raw("DELETE", f"/api/v1/teams/{number}", headers=headers)
    assert (reply.status, reply["code"]) == (412, "precondition_failed")
    assert tenant.owner.teams_get(id=number)["name"] == "Support"
