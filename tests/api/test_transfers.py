"""The life of transfers and holds, with each refusal's HTTP status, name and number."""

import pytest

from bank import money, new_id
from client import Problem


def refused(status, name, call, /, **arguments):
    with pytest.raises(Problem) as caught:
        call(**arguments)
    assert (caught.value.status, caught.value.ledger_status) == (status, name), caught.value
    assert caught.value.document["ledger_status"]["number"] > 0
    return caught.value


def pay(bank, amount, **arguments):
    return {"debit_account": bank.payroll, "credit_account": bank.cash, "amount": money(amount),
            **arguments}


def amounts(balances):
    return {name: value["amount"] for name, value in balances.items()}


@pytest.fixture
def funded(bank):
    bank.fund(bank.payroll, "100.00")
    return bank


def test_a_transfer_moves_an_amount(funded):
    done = funded.api.ledger_transfers_create(**pay(funded, "30.25", reference="Rent", code=7))
    assert done.status == 201
    assert (done["kind"], done["code"], done["reference"]) == ("transfer", 7, "Rent")
    assert done["amount"] == money("30.25")
    assert done["ledger"] == funded.ledger
    assert amounts(done["debit_balances"]) == {"debits_pending": "0.00", "debits_posted": "30.25",
                                               "credits_pending": "0.00",
                                               "credits_posted": "100.00"}
    assert amounts(done["credit_balances"])["credits_posted"] == "30.25"
    assert funded.balance(funded.payroll) == "69.75"
    assert funded.balance(funded.cash) == "30.25"
    assert funded.balance(funded.source) == "-100.00"
    read = funded.api.ledger_transfers_get(id=done["id"])
    for field in ("id", "amount", "debit_account", "credit_account", "timestamp", "reference"):
        assert read[field] == done[field]


def test_an_account_cannot_spend_what_it_does_not_have(funded):
    problem = refused(422, "exceeds_credits", funded.api.ledger_transfers_create,
                      **pay(funded, "100.01"))
    assert problem.code == "refused"
    assert problem.faults == [("/amount", "exceeds_credits")]
    assert funded.balance(funded.payroll) == "100.00"
    assert funded.api.ledger_transfers_create(**pay(funded, "100.00")).status == 201


def test_an_overdraft_goes_to_its_limit(bank):
    account = bank.open("Overdrawn", overdraft_limit=money("10.00"))
    assert bank.available(account) == "0.00"
    refused(422, "exceeds_credits", bank.transfer, debit=account, credit=bank.cash, amount="10.01")
    bank.transfer(account, bank.cash, "10.00")
    assert bank.balance(account) == "-10.00"
    assert bank.available(account) == "-10.00"


def test_an_account_that_may_not_receive_more_than_it_gave(bank):
    loan = bank.open("Loan", limit="credits_must_not_exceed_debits")
    refused(422, "exceeds_debits", bank.transfer, debit=bank.source, credit=loan, amount="0.01")
    bank.transfer(loan, bank.cash, "50.00")
    bank.transfer(bank.source, loan, "50.00")
    assert bank.balance(loan) == "0.00"


def test_ids_are_for_one_transfer(funded):
    transfer = new_id("trf")
    funded.api.ledger_transfers_create(**pay(funded, "1.00", id=transfer))
    for changes, status in (({"amount": money("2.00")}, "exists_with_different_amount"),
                            ({"code": 9}, "exists_with_different_code"),
                            ({"reference": "other"}, "exists_with_different_reference"),
                            ({"credit_account": funded.source},
                             "exists_with_different_credit_account_id"),
                            ({"flags": ["pending"]}, "exists_with_different_flags")):
        refused(409, status, funded.api.ledger_transfers_create,
                **(pay(funded, "1.00", id=transfer) | changes))
    assert funded.balance(funded.cash) == "1.00"


def test_an_id_that_failed_stays_failed(bank):
    transfer = new_id("trf")
    refused(422, "exceeds_credits", bank.api.ledger_transfers_create,
            **pay(bank, "5.00", id=transfer))
    bank.fund(bank.payroll, "5.00")
    refused(409, "id_already_failed", bank.api.ledger_transfers_create,
            **pay(bank, "5.00", id=transfer))
    assert bank.api.ledger_transfers_create(**pay(bank, "5.00")).status == 201


def test_malformed_transfers(funded):
    create = funded.api.ledger_transfers_create
    refused(400, "accounts_must_be_different", create, **(pay(funded, "1.00") |
                                                          {"credit_account": funded.payroll}))
    refused(400, "timeout_reserved_for_pending_transfer", create,
            **pay(funded, "1.00", timeout_seconds=5))
    refused(400, "pending_id_must_be_zero", create, **pay(funded, "1.00", pending_id=new_id("trf")))
    refused(400, "flags_are_mutually_exclusive", create,
            **pay(funded, "1.00", flags=["pending", "post_pending_transfer"]))
    refused(400, "linked_event_chain_open", create, **pay(funded, "1.00", flags=["linked"]))
    refused(400, "id_must_not_be_int_max", create, **pay(funded, "1.00", id="trf_7" + "z" * 25))
    euros = funded.api.ledger_ledgers_open(name="Euros", asset="EUR")["id"]
    other = funded.open("Abroad", ledger=euros, limit="none")
    refused(400, "accounts_must_have_the_same_ledger", create,
            **(pay(funded, "1.00") | {"credit_account": other}))
    assert funded.balance(funded.cash) == "0.00"


def test_a_hold_is_posted_in_part(funded):
    hold = funded.api.ledger_holds_create(**pay(funded, "40.00"))
    assert (hold.status, hold["kind"]) == (201, "hold")
    assert funded.balance(funded.payroll) == "100.00"
    assert funded.available(funded.payroll) == "60.00"
    refused(422, "exceeds_credits", funded.api.ledger_transfers_create, **pay(funded, "60.01"))
    refused(422, "exceeds_pending_transfer_amount", funded.api.ledger_holds_post, hold=hold["id"],
            amount=money("40.01"))
    posted = funded.api.ledger_holds_post(hold=hold["id"], amount=money("15.00"))
    assert (posted.status, posted["kind"], posted["pending_id"]) == (201, "post", hold["id"])
    assert funded.balance(funded.payroll) == "85.00"
    assert funded.available(funded.payroll) == "85.00"
    refused(409, "pending_transfer_already_posted", funded.api.ledger_holds_post, hold=hold["id"])
    refused(409, "pending_transfer_already_posted", funded.api.ledger_holds_void, hold=hold["id"])


def test_a_hold_is_posted_whole(funded):
    hold = funded.api.ledger_holds_create(**pay(funded, "40.00"))
    posted = funded.api.ledger_holds_post(hold=hold["id"])
    assert posted["amount"] == money("40.00")
    assert funded.balance(funded.cash) == "40.00"


def test_a_hold_is_voided(funded):
    hold = funded.api.ledger_holds_create(**pay(funded, "40.00"))
    void = funded.api.ledger_holds_void(hold=hold["id"])
    assert (void.status, void["kind"]) == (201, "void")
    assert funded.available(funded.payroll) == "100.00"
    refused(409, "pending_transfer_already_voided", funded.api.ledger_holds_post, hold=hold["id"])
    refused(404, "pending_transfer_not_found", funded.api.ledger_holds_void, hold=new_id("trf"))
    plain = funded.api.ledger_transfers_create(**pay(funded, "1.00"))
    refused(400, "pending_transfer_not_pending", funded.api.ledger_holds_void, hold=plain["id"])


def test_posting_a_hold_twice_with_one_id_posts_once(funded):
    hold = funded.api.ledger_holds_create(**pay(funded, "40.00"))
    post = new_id("trf")
    first = funded.api.ledger_holds_post(hold=hold["id"], id=post)
    second = funded.api.ledger_holds_post(hold=hold["id"], id=post)
    assert (first.status, second.status) == (201, 200)
    assert funded.balance(funded.cash) == "40.00"


def test_a_hold_expires_by_the_sandbox_clock(funded):
    hold = funded.api.ledger_holds_create(**pay(funded, "40.00", timeout_seconds=3600))
    assert hold["timeout_seconds"] == 3600 and hold["expires_at"] > hold["timestamp"]
    before = funded.api.sandbox_clock()
    after = funded.api.sandbox_advance_clock(seconds=3599 - 60)
    assert after["offset_seconds"] == before["offset_seconds"] + 3539
    assert funded.available(funded.payroll) == "60.00"
    funded.api.sandbox_advance_clock(seconds=120)
    refused(409, "pending_transfer_expired", funded.api.ledger_holds_post, hold=hold["id"])
    assert funded.available(funded.payroll) == "100.00"
    lines = funded.api.ledger_accounts_statement(id=funded.payroll)["items"]
    assert [line["kind"] for line in lines] == ["transfer", "hold", "expiry"]
    assert lines[-1]["timestamp"] >= hold["expires_at"]


def test_clocks_only_go_forward_and_only_in_sandboxes(bank, operator):
    with pytest.raises(Problem) as caught:
        bank.api.sandbox_advance_clock(seconds=-1)
    assert caught.value.faults == [("/seconds", "out_of_range")]
    real = type(bank)(operator, sandbox=False)
    with pytest.raises(Problem) as caught:
        real.api.sandbox_advance_clock(seconds=1)
    assert caught.value.status == 409


def link(bank, amount, linked, debit=None, credit=None):
    return {"debit_account": debit or bank.payroll, "credit_account": credit or bank.cash,
            "amount": money(amount), "flags": ["linked"] if linked else []}


def statuses(reply):
    return [result["status"] for result in reply["results"]]


def test_a_chain_happens_whole_or_not_at_all(funded):
    batch = funded.api.ledger_transfers_create_batch
    failed = batch(transfers=[link(funded, "10.00", True), link(funded, "95.00", True),
                              link(funded, "1.00", False), link(funded, "2.00", False)])
    assert statuses(failed) == ["linked_event_failed", "exceeds_credits", "linked_event_failed",
                                "created"]
    assert (failed["created"], failed["refused"]) == (1, 3)
    assert funded.balance(funded.cash) == "2.00"
    done = batch(transfers=[link(funded, "10.00", True), link(funded, "80.00", False)])
    assert statuses(done) == ["created", "created"]
    assert funded.balance(funded.cash) == "92.00"
    opened = batch(transfers=[link(funded, "1.00", True)])
    assert statuses(opened) == ["linked_event_chain_open"]


def test_a_chain_exchanges_two_assets(funded):
    euros = funded.api.ledger_ledgers_open(name="Euros", asset="EUR")["id"]
    desk = funded.open("Desk", ledger=euros, limit="none")
    abroad = funded.open("Abroad", ledger=euros)
    legs = [link(funded, "90.00", True),
            {"debit_account": desk, "credit_account": abroad, "amount": money("1.00", "EUR")}]
    assert statuses(funded.api.ledger_transfers_create_batch(transfers=legs)) == ["created"] * 2
    legs[0]["amount"] = money("11.00")
    failed = funded.api.ledger_transfers_create_batch(transfers=legs)
    assert statuses(failed) == ["exceeds_credits", "linked_event_failed"]
    assert funded.balance(abroad) == "1.00"


def test_batches_keep_order_and_report_each(funded):
    known = funded.api.ledger_transfers_create(**pay(funded, "1.00"))
    transfers = [pay(funded, "50.00"), pay(funded, "50.00"), pay(funded, "1.00", id=known["id"]),
                 pay(funded, "49.00"), pay(funded, "1.00") | {"credit_account": new_id("acct")},
                 pay(funded, "1.00") | {"amount": money("1.00", "EUR")}]
    reply = funded.api.ledger_transfers_create_batch(transfers=transfers)
    assert reply.status == 200
    assert statuses(reply) == ["created", "exceeds_credits", "exists", "created",
                               "credit_account_not_found", "wrong_asset"]
    assert (reply["created"], reply["exists"], reply["refused"]) == (2, 1, 3)
    times = [result["timestamp"] for result in reply["results"] if "timestamp" in result]
    assert times[0] < times[2]
    assert funded.balance(funded.cash) == "100.00"


def test_batch_limits(funded):
    for transfers in ([], [pay(funded, "0.01")] * 8191):
        with pytest.raises(Problem) as caught:
            funded.api.ledger_transfers_create_batch(transfers=transfers)
        assert (caught.value.status, caught.value.faults) == (400, [("/transfers", "wrong_length")])
    full = funded.api.ledger_transfers_create_batch(transfers=[pay(funded, "0.01")] * 8190)
    assert full["created"] == 8190
    assert funded.balance(funded.cash) == "81.90"


def test_balancing_moves_what_is_there(funded):
    done = funded.api.ledger_transfers_create(**pay(funded, "500.00", flags=["balancing_debit"]))
    assert done["amount"] == money("100.00")
    assert funded.balance(funded.payroll) == "0.00"
    rest = funded.api.ledger_transfers_create(**pay(funded, "5.00", flags=["balancing_debit"]))
    assert rest["amount"] == money("0.00")


def test_closing_an_account(funded):
    closing = funded.api.ledger_transfers_create(
        **pay(funded, "0.00", flags=["pending", "closing_debit"]))
    assert funded.api.ledger_accounts_get(id=funded.payroll)["closed"] is True
    refused(409, "debit_account_already_closed", funded.api.ledger_transfers_create,
            **pay(funded, "1.00"))
    listed = funded.api.ledger_accounts_list(closed=True)["items"]
    assert [item["id"] for item in listed] == [funded.payroll]
    funded.api.ledger_holds_void(hold=closing["id"])
    assert funded.api.ledger_accounts_get(id=funded.payroll)["closed"] is False
    assert funded.api.ledger_transfers_create(**pay(funded, "1.00")).status == 201


def test_accounts_are_opened_once(bank):
    account = new_id("acct")
    first = bank.api.ledger_accounts_open(id=account, ledger=bank.ledger, name="One", code=5)
    second = bank.api.ledger_accounts_open(id=account, ledger=bank.ledger, name="One", code=5)
    assert (first.status, second.status) == (201, 200)
    assert first["id"] == second["id"] == account
    refused(409, "exists_with_different_code", bank.api.ledger_accounts_open, id=account,
            ledger=bank.ledger, name="One", code=6)
    with pytest.raises(Problem) as caught:
        bank.api.ledger_accounts_open(id=account, ledger=bank.ledger, name="Two", code=5)
    assert (caught.value.status, caught.value.faults) == (
        409, [("/name", "exists_with_different_name")])
    refused(404, "ledger_not_found", bank.api.ledger_accounts_open, ledger=new_id("ledg"), name="X")
    bank.open("Referred", reference="REF-1")
    with pytest.raises(Problem) as caught:
        bank.open("Again", reference="REF-1")
    assert (caught.value.status, caught.value.faults) == (409, [("/reference", "reference_taken")])


def test_ledgers_are_opened_once(bank):
    ledger = new_id("ledg")
    first = bank.api.ledger_ledgers_open(id=ledger, name="Books", asset="JPY")
    second = bank.api.ledger_ledgers_open(id=ledger, name="Books", asset="JPY")
    assert (first.status, second.status) == (201, 200)
    assert (first["scale"], first["kind"]) == (0, "currency")
    assert dict(first) == dict(second)
    with pytest.raises(Problem) as caught:
        bank.api.ledger_ledgers_open(id=ledger, name="Other books", asset="JPY")
    assert (caught.value.status, caught.value.faults) == (
        409, [("/name", "exists_with_different_name")])
    with pytest.raises(Problem) as caught:
        bank.api.ledger_ledgers_open(id=ledger, name="Books", asset="EUR")
    assert caught.value.status == 409
    with pytest.raises(Problem) as caught:
        bank.api.ledger_ledgers_open(name="Points", asset="POINTS")
    assert caught.value.faults == [("/scale", "required")]
    with pytest.raises(Problem) as caught:
        bank.api.ledger_ledgers_open(name="Wrong", asset="INR", scale=3)
    assert caught.value.faults == [("/scale", "differs_from_iso_4217")]
