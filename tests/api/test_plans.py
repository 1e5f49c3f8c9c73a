"""Plans: how much of something a tenant may have."""

import pytest

from bank import PASSWORD
from client import Problem


def refused(status, code, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.code) == (status, code)
    return caught.value


def limits(usage):
    return {one["limit"]: (one["used"], one.get("allowed")) for one in usage["limits"]}


def members(usage):
    return {name: limits(usage)[name] for name in ("users", "api_keys")}


def test_a_tenant_without_a_plan_has_no_limits(tenant):
    usage = tenant.owner.tenant_usage()
    assert usage["plan"] == ""
    assert members(usage) == {"users": (1, None), "api_keys": (1, None)}


def test_a_plan_allows_so_many_and_says_which_limit_it_is(operator, tenant):
    operator.platform_tenants_set_plan(id=tenant.id, name="Small", users=3, api_keys=2)
    tenant.user_client("member")
    tenant.owner.invitations_create(email=f"asked@{tenant.slug}.example", role="member")
    fault = refused(403, "quota_exceeded", tenant.owner.users_add, email=f"x@{tenant.slug}.example",
                    name="X", password=PASSWORD, role="member")
    assert fault.errors == [{"pointer": "", "code": "users", "detail": "3 of 3 are used"}]
    refused(403, "quota_exceeded", tenant.owner.invitations_create,
            email=f"y@{tenant.slug}.example", role="member")
    # The same person again takes no further place.
    tenant.owner.invitations_create(email=f"asked@{tenant.slug}.example", role="auditor")
    tenant.owner.api_keys_create(name="second")
    fault = refused(403, "quota_exceeded", tenant.owner.api_keys_create, name="third")
    assert fault.errors == [{"pointer": "", "code": "api_keys", "detail": "2 of 2 are used"}]
    assert members(tenant.owner.tenant_usage()) == {"users": (3, 3), "api_keys": (2, 2)}
    assert tenant.owner.tenant_usage()["plan"] == "Small"

    operator.platform_tenants_set_plan(id=tenant.id, name="Large", users=10)
    tenant.owner.api_keys_create(name="third")
    tenant.user_client("member")


def test_a_smaller_plan_takes_nothing_away(operator, tenant):
    member = tenant.user_client("member")
    operator.platform_tenants_set_plan(id=tenant.id, name="Tiny", users=1, api_keys=0)
    assert member.session_get()["role"] == "member"
    assert tenant.api.session_get()["user"]["id"]
    assert members(operator.platform_tenants_usage(id=tenant.id)) == {"users": (2, 1),
                                                                      "api_keys": (1, 0)}


def test_plans_are_of_operators(operator, tenant):
    refused(403, "forbidden", tenant.owner.platform_tenants_set_plan, id=tenant.id, name="Free")
    refused(403, "forbidden", tenant.user_client("member").tenant_usage)
    fault = refused(400, "invalid", operator.platform_tenants_set_plan, id=tenant.id, name="Odd",
                    users=-1)
    assert fault.faults == [("/users", "out_of_range")]
    platform = operator.session["tenant"]["id"]
    refused(404, "not_found", operator.platform_tenants_set_plan, id=platform, name="Ours")
