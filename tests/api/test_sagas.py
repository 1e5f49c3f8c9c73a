"""A saga from end to end: a payout that is held, approved, posted and told, or undone."""

import time

import pytest

from bank import money, new_id
from client import Problem

PATIENCE = 20


def wait_for(bank, saga, *statuses, step=None):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = bank.api.sagas_get(id=saga)
        at_step = step is None or found["progress"]["step"] == step
        if found["progress"]["status"] in statuses and at_step:
            return found
        time.sleep(0.02)
    raise AssertionError(f"not {statuses}: {found}")


def log_of(saga):
    return [entry["kind"] + (f":{entry['step']}" if entry["step"] else "") for entry in saga["log"]]


@pytest.fixture
def funded(bank):
    bank.fund(bank.payroll, "50000.00")
    return bank


def pay_out(bank, amount, **arguments):
    return bank.api.ledger_payouts_create(debit_account=bank.payroll, credit_account=bank.cash,
                                          amount=money(amount), **arguments)


APPROVAL = 2  # the step's place


def test_a_small_payout_goes_through_by_itself(funded):
    started = pay_out(funded, "120.50", reference="Invoice 7")
    assert started.status == 202
    saga = wait_for(funded, started["id"], "done")
    assert log_of(saga) == ["started", "done:hold", "received:held", "done:settle",
                            "received:settled", "done:tell"]
    assert saga["progress"]["marks"] == "ddsddd"
    assert funded.balance(funded.cash) == "120.50"
    assert funded.available(funded.payroll) == "49879.50"
    payment = funded.api.ledger_transfers_get(id=started["payment"])
    assert (payment["kind"], payment["reference"]) == ("post", "Invoice 7")


def test_a_large_payout_waits_for_a_person(funded):
    started = pay_out(funded, "10000.00")
    waiting = wait_for(funded, started["id"], "waiting", step=APPROVAL)
    assert funded.balance(funded.cash) == "0.00"
    assert funded.available(funded.payroll) == "40000.00"
    auditor = funded.user_client("auditor")
    with pytest.raises(Problem) as caught:
        auditor.sagas_approve(id=started["id"])
    assert caught.value.status == 403
    approved = funded.api.sagas_approve(id=started["id"], step="approve", reason="Seen the bill")
    assert approved["progress"]["step"] == APPROVAL + 1
    saga = wait_for(funded, started["id"], "done")
    assert saga["log"][len(waiting["log"])]["detail"] == "Seen the bill"
    assert funded.balance(funded.cash) == "10000.00"
    with pytest.raises(Problem) as caught:
        funded.api.sagas_approve(id=started["id"])
    assert caught.value.status == 409


def test_a_rejected_payout_gives_the_money_back(funded):
    started = pay_out(funded, "10000.00")
    wait_for(funded, started["id"], "waiting", step=APPROVAL)
    funded.api.sagas_reject(id=started["id"], reason="Not ours")
    saga = wait_for(funded, started["id"], "compensated")
    assert saga["progress"]["failure"] == "Not ours"
    wait_until(lambda: funded.available(funded.payroll) == "50000.00")
    assert funded.balance(funded.cash) == "0.00"


def wait_until(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_payout_without_funds_is_undone(bank):
    started = pay_out(bank, "1.00")
    saga = wait_for(bank, started["id"], "compensated")
    assert saga["progress"]["failure"] == "the ledger says exceeds_credits"
    assert bank.balance(bank.cash) == "0.00"


def test_time_rejects_when_nobody_does(funded):
    started = pay_out(funded, "20000.00")
    wait_for(funded, started["id"], "waiting", step=APPROVAL)
    funded.api.sandbox_advance_clock(seconds=72 * 3600)
    saga = wait_for(funded, started["id"], "compensated")
    assert "timed_out:approve" in log_of(saga)
    wait_until(lambda: funded.available(funded.payroll) == "50000.00")


def test_cancelling_and_pausing(funded):
    started = pay_out(funded, "10000.00")
    wait_for(funded, started["id"], "waiting", step=APPROVAL)
    paused = funded.api.sagas_pause(id=started["id"])
    assert paused["progress"]["paused"] is True
    with pytest.raises(Problem) as caught:
        funded.api.sagas_approve(id=started["id"])
    assert caught.value.status == 409
    assert funded.api.sagas_resume(id=started["id"])["progress"]["paused"] is False
    with pytest.raises(Problem) as caught:
        funded.api.sagas_skip(id=started["id"])
    assert caught.value.status == 409
    funded.api.sagas_cancel(id=started["id"], reason="No longer needed")
    saga = wait_for(funded, started["id"], "compensated")
    assert log_of(saga)[-3:] == ["resumed", "cancelled", "undone:hold"]
    done = pay_out(funded, "1.00")
    wait_for(funded, done["id"], "done")
    for hand in (funded.api.sagas_cancel, funded.api.sagas_retry, funded.api.sagas_compensate,
                 funded.api.sagas_give_up):
        with pytest.raises(Problem) as caught:
            hand(id=done["id"])
        assert caught.value.status == 409


def test_signals_are_checked(funded):
    started = pay_out(funded, "10000.00")
    wait_for(funded, started["id"], "waiting", step=APPROVAL)
    for name, payload, fault in (("nothing", "{}", "/name"), ("held", "{", "/payload"),
                                 ("held", '{"status": 3}', "/payload")):
        with pytest.raises(Problem) as caught:
            funded.api.sagas_signal(id=started["id"], name=name, payload=payload)
        assert caught.value.status == 400
        assert caught.value.faults[0][0] == fault
    with pytest.raises(Problem) as caught:
        funded.api.sagas_signal(id=new_id("saga"), name="held", payload="{}")
    assert caught.value.status == 404


def test_definitions_and_lists(funded):
    definitions = funded.api.sagas_definitions()["definitions"]
    payout = next(found for found in definitions if found["name"] == "ledger.payout")
    assert [step["name"] for step in payout["steps"]] == ["hold", "held", "approve", "settle",
                                                          "settled", "tell"]
    assert {"from": 1, "to": 3, "kind": "skip"} in payout["edges"]
    ids = [pay_out(funded, "1.00")["id"] for _ in range(3)]
    for saga in ids:
        wait_for(funded, saga, "done")
    first = funded.api.sagas_list(definition="ledger.payout", status="done", limit=2)
    assert [saga["id"] for saga in first["items"]] == [ids[2], ids[1]]
    rest = funded.api.sagas_list(definition="ledger.payout", status="done", limit=2,
                                 cursor=first["next"])
    assert [saga["id"] for saga in rest["items"]] == [ids[0]]
    assert funded.api.sagas_list(status="parked")["items"] == []


def test_a_repeated_request_is_one_payout(funded):
    key = new_id("key")
    first = pay_out(funded, "5.00", idempotency_key=key)
    again = pay_out(funded, "5.00", idempotency_key=key)
    assert again["id"] == first["id"]
    wait_for(funded, first["id"], "done")
    assert funded.balance(funded.cash) == "5.00"


def test_other_tenants_see_nothing(funded, tenant):
    started = pay_out(funded, "1.00")
    with pytest.raises(Problem) as caught:
        tenant.api.sagas_get(id=started["id"])
    assert caught.value.status == 404
    with pytest.raises(Problem) as caught:
        tenant.api.sagas_cancel(id=started["id"])
    assert caught.value.status == 404
