"""Roles of a tenant's own: chosen permissions, and nobody gives more than they have."""

import time

import pytest

from bank import PASSWORD, money, sign_in
from client import Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


CLERK = ["ledger.accounts:read", "ledger.transfers:read"]


def member_as(tenant, role):
    """Somebody with a role of the tenant's own, signed in."""
    email = f"own-{time.monotonic_ns()}@{tenant.slug}.example"
    user = tenant.owner.users_add(email=email, name="Somebody", password=PASSWORD,
                                  custom_role=role["id"])
    return sign_in(tenant.api.url, email), user


def test_a_role_may_do_what_was_chosen_and_no_more(bank):
    role = bank.owner.roles_create(name="Clerk", permissions=CLERK)
    assert role["id"].startswith("rol_") and role["permissions"] == CLERK
    clerk, user = member_as(bank, role)
    assert clerk.session["permissions"] == CLERK
    assert clerk.session_get()["role_name"] == "Clerk"
    assert bank.owner.users_get(id=user["id"])["role_name"] == "Clerk"
    assert clerk.ledger_accounts_list()["items"]
    refused(403, "forbidden", clerk.ledger_transfers_create, debit_account=bank.source,
            credit_account=bank.payroll, amount=money("1.00"))
    refused(403, "forbidden", clerk.users_list)


def test_a_change_counts_at_once_for_everybody_who_has_it(bank):
    role = bank.owner.roles_create(name="Clerk", permissions=CLERK)
    clerk, _ = member_as(bank, role)
    assert clerk.ledger_accounts_list()["items"]
    changed = bank.owner.roles_change(id=role["id"], permissions=["ledger.transfers:read"],
                                      reason="Only transfers")
    assert changed["permissions"] == ["ledger.transfers:read"]
    refused(403, "forbidden", clerk.ledger_accounts_list)
    assert clerk.ledger_transfers_list(ledger=bank.ledger)["items"] == []
    entry = bank.owner.audit_list(operation="roles.change")["items"][0]
    assert '"reason":"Only transfers"' in entry["detail"]


def test_nobody_gives_what_they_lack(bank):
    keeper = bank.owner.roles_create(name="Keeper", permissions=[
        "roles:read", "roles:write", "users:read", "users:write", *CLERK])
    person, user = member_as(bank, keeper)
    refused(403, "forbidden", person.roles_create, name="More", permissions=["audit:read"])
    refused(403, "forbidden", person.roles_change, id=keeper["id"],
            permissions=["audit:read", *keeper["permissions"]])
    # Neither by a built-in role, nor for somebody else, nor by mail.
    for role in ("admin", "member", "auditor", "owner"):
        refused(403, "forbidden", person.users_change, id=user["id"], role=role)
        refused(403, "forbidden", person.users_add, email=f"x@{bank.slug}.example", name="X",
                password=PASSWORD, role=role)
        refused(403, "forbidden", person.invitations_create, email=f"y@{bank.slug}.example",
                role=role)
    strong = bank.owner.roles_create(name="Strong", permissions=["audit:read"])
    refused(403, "forbidden", person.users_change, id=user["id"], custom_role=strong["id"])
    refused(403, "forbidden", person.roles_change, id=strong["id"], permissions=CLERK)
    refused(403, "forbidden", person.roles_remove, id=strong["id"])
    less = person.roles_create(name="Less", permissions=CLERK)
    assert person.users_change(id=user["id"], custom_role=less["id"])["role"] == less["id"]


def test_a_role_that_somebody_has_stays(bank):
    role = bank.owner.roles_create(name="Clerk", permissions=CLERK)
    _, user = member_as(bank, role)
    refused(409, "conflict", bank.owner.roles_remove, id=role["id"])
    bank.owner.users_change(id=user["id"], role="auditor")
    bank.owner.roles_remove(id=role["id"])
    assert role["id"] not in [item.get("id") for item in bank.owner.roles_list()["items"]]
    fault = refused(400, "invalid", bank.owner.users_change, id=user["id"],
                    custom_role=role["id"])
    assert fault.faults == [("/custom_role", "unknown_value")]


def test_the_last_owner_gets_no_other_role(bank):
    role = bank.owner.roles_create(name="Clerk", permissions=CLERK)
    owner = bank.owner.session["user"]["id"]
    refused(409, "conflict", bank.owner.users_change, id=owner, custom_role=role["id"])


def test_roles_are_listed_with_what_there_is_to_choose(bank, tenant):
    role = bank.owner.roles_create(name="Clerk", permissions=CLERK)
    listed = bank.owner.roles_list()
    names = [(item["name"], item["built_in"]) for item in listed["items"]]
    assert names == [("owner", True), ("admin", True), ("member", True), ("auditor", True),
                     ("Clerk", False)]
    assert set(CLERK) < set(listed["permissions"])
    assert not [name for name in listed["permissions"] if name.startswith("platform.")]
    assert [item["name"] for item in tenant.owner.roles_list()["items"]][4:] == []
    refused(404, "not_found", tenant.owner.roles_change, id=role["id"], name="Theirs")
    refused(404, "not_found", tenant.owner.roles_remove, id=role["id"])


def test_bad_roles_are_refused(bank):
    bank.owner.roles_create(name="Clerk", permissions=CLERK)
    fault = refused(409, "conflict", bank.owner.roles_create, name="Clerk", permissions=[])
    assert fault.faults == [("/name", "taken")]
    fault = refused(400, "invalid", bank.owner.roles_create, name="Odd",
                    permissions=["ledger.accounts:read", "no.such:thing",
                                 "platform.tenants:write"])
    assert fault.faults == [("/permissions/1", "unknown_value"), ("/permissions/2", "unknown_value")]
