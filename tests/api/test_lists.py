"""Pages by keyset: complete, in order, stable while rows come, deaf to foreign cursors."""

import base64

import pytest

from bank import PASSWORD
from client import Problem


@pytest.fixture
def names(bank):
    """Accounts of a ledger of their own; two share a name, so that the tie must hold."""
    ledger = bank.api.ledger_ledgers_open(name="Listed", asset="INR")["id"]
    names = ["Alpha", "beta", "Gamma", "Gamma", "\u0915\u092e\u0932", "zeta", "0 Zero"]
    for name in names:
        bank.open(name, ledger=ledger)
    bank.listed = ledger
    return names


def pages(bank, **arguments):
    cursor = None
    while True:
        page = bank.api.ledger_accounts_list(ledger=bank.listed, cursor=cursor, **arguments)
        yield page["items"]
        cursor = page.get("next")
        if cursor is None:
            return


def test_pages_hold_everything_once(bank, names):
    for limit in (1, 2, 3, 7, 8):
        walked = list(pages(bank, limit=limit))
        assert all(len(page) == limit for page in walked[:-1])
        items = [item for page in walked for item in page]
        assert len({item["id"] for item in items}) == len(names)
        assert sorted(item["name"] for item in items) == sorted(names)


def test_sorting_goes_both_ways(bank, names):
    for sort in ("name", "created_at"):
        upward = [item["id"] for page in pages(bank, limit=2, sort=sort) for item in page]
        downward = [item["id"] for page in pages(bank, limit=3, sort="-" + sort) for item in page]
        assert upward == downward[::-1]
    created = [item["created_at"] for page in pages(bank, sort="created_at") for item in page]
    assert created == sorted(created)


def test_rows_that_come_do_not_shift_others(bank, names):
    walk = pages(bank, limit=3, sort="name")
    seen = [item["id"] for item in next(walk)]
    bank.open("00 First of all", ledger=bank.listed)
    for page in walk:
        seen += [item["id"] for item in page]
    assert len(seen) == len(set(seen)) == len(names)


def test_filters(bank, names):
    found = bank.api.ledger_accounts_list(ledger=bank.listed, name="Gam")["items"]
    assert [item["name"] for item in found] == ["Gamma", "Gamma"]
    bank.open("Named", ledger=bank.listed, reference="IN00 REF 1")
    found = bank.api.ledger_accounts_list(reference="IN00 REF 1")["items"]
    assert [item["name"] for item in found] == ["Named"]
    assert bank.api.ledger_accounts_list(ledger=bank.listed, closed=True)["items"] == []
    assert len(bank.api.ledger_accounts_list(ledger=bank.listed, closed=False)["items"]) == 8


def test_iterating_a_list_operation(bank, names):
    each = bank.api.each(bank.api.ledger_accounts_list, ledger=bank.listed, limit=2)
    assert len(list(each)) == len(names)


def test_the_last_page_has_no_next(bank, names):
    assert "next" not in bank.api.ledger_accounts_list(ledger=bank.listed, limit=7)
    assert "next" in bank.api.ledger_accounts_list(ledger=bank.listed, limit=6)


def cursor_of(text):
    raw = text if isinstance(text, bytes) else text.encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_hostile_cursors(bank, names):
    good = bank.api.ledger_accounts_list(ledger=bank.listed, limit=2, sort="name")["next"]
    key = base64.urlsafe_b64decode(good + "=" * (-len(good) % 4))
    field, value, tie = key.split(b"\0")
    hostile = ["x", "====", "\u0915", cursor_of(""), cursor_of("name"), cursor_of(b"name\0a"),
               cursor_of(b"name\0a\0not-a-uuid"), cursor_of(b"name\0\xff\0" + tie),
               cursor_of(b"name\0a'; select 1; --\0" + tie + b"'"), cursor_of(b"\0\0"),
               cursor_of(b"balance\0" + value + b"\0" + tie), good[:-3], good + "AAAA",
               cursor_of(b"created_at\0x\0" + tie)]
    for cursor in hostile:
        with pytest.raises(Problem) as caught:
            bank.api.ledger_accounts_list(ledger=bank.listed, cursor=cursor, sort="name")
        assert caught.value.status == 400, cursor
        assert caught.value.faults[0][0] == "?cursor", cursor
    # A cursor of one order is none of another.
    with pytest.raises(Problem) as caught:
        bank.api.ledger_accounts_list(ledger=bank.listed, cursor=good, sort="created_at")
    assert caught.value.faults == [("?cursor", "bad_cursor")]


def test_a_cursor_shows_only_the_own_tenant(bank, names, tenant):
    cursor = bank.api.ledger_accounts_list(ledger=bank.listed, limit=1)["next"]
    assert tenant.api.ledger_accounts_list(cursor=cursor)["items"] == []


def test_ids_of_any_kind_are_resolved_at_once(bank):
    found = bank.owner.request("GET", "/resources", {"id": [bank.ledger, bank.cash, bank.payroll]})
    assert {item["id"]: item["kind"] for item in found["items"]} == {
        bank.ledger: "ledger", bank.cash: "account", bank.payroll: "account"}
    cash = next(item["value"] for item in found["items"] if item["id"] == bank.cash)
    assert cash == dict(bank.api.ledger_accounts_get(id=bank.cash))


def test_people_are_found_by_name_address_and_status(tenant):
    listed = tenant.owner.users_list
    added = {name: tenant.owner.users_add(email=f"{name}.{tenant.slug}@example.com", role="member",
                                          name=name.title(), password=PASSWORD)
             for name in ("asha", "bala")}

    def names(**query):
        return [person["name"] for person in listed(**query)["items"]]

    assert names(search="ASHA.") == ["Asha"]
    assert names(search="bal") == ["Bala"]
    assert names(search="%") == names(search="_") == []
    tenant.owner.users_change(id=added["bala"]["id"], status="suspended")
    assert names(status="suspended") == ["Bala"]
    assert "Bala" not in names(status="active")
