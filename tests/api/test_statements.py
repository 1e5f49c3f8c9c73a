"""Statements, balances over time, trial balances and exports agree with each other."""

import csv
import io
import json
from decimal import Decimal

import pytest

from bank import money
from client import Problem


@pytest.fixture
def busy(bank):
    """A day's work on the payroll account: 9 lines, three of which only hold or release."""
    bank.fund(bank.payroll, "1000.00")
    for number in range(1, 5):
        bank.transfer(bank.payroll, bank.cash, f"{number}.50", reference=f"Payment {number}")
    hold = {"debit_account": bank.payroll, "credit_account": bank.cash}
    first = bank.api.ledger_holds_create(**hold, amount=money("20.00"))
    second = bank.api.ledger_holds_create(**hold, amount=money("30.00"))
    bank.api.ledger_holds_post(hold=first["id"], amount=money("5.00"))
    bank.api.ledger_holds_void(hold=second["id"])
    return bank


def lines_of(bank, account, **arguments):
    return list(bank.api.each(bank.api.ledger_accounts_statement, id=account, **arguments))


def test_a_statement_adds_up(busy):
    lines = lines_of(busy, busy.payroll)
    assert [line["kind"] for line in lines] == ["transfer"] * 5 + ["hold", "hold", "post", "void"]
    balance = Decimal(0)
    for line in lines:
        assert ("debit" in line) != ("credit" in line)
        if not line["pending"]:
            balance += Decimal(line.get("credit", money("0"))["amount"])
            balance -= Decimal(line.get("debit", money("0"))["amount"])
        assert Decimal(line["balance"]["amount"]) == balance
    assert str(balance) == busy.balance(busy.payroll) == "983.00"
    assert lines[1]["reference"] == "Payment 1"
    assert lines[1]["counterparty"] == {"id": busy.cash, "name": "Cash"}
    assert lines[0]["counterparty"]["id"] == busy.source


def test_statements_are_paged_both_ways(busy):
    upward = [line["timestamp"] for line in lines_of(busy, busy.payroll, limit=2)]
    downward = [line["timestamp"] for line in lines_of(busy, busy.payroll, limit=4,
                                                       sort="-timestamp")]
    assert len(upward) == len(set(upward)) == 9
    assert upward == sorted(upward) == downward[::-1]


def test_statements_of_a_range(busy):
    times = [line["timestamp"] for line in lines_of(busy, busy.payroll)]
    within = lines_of(busy, busy.payroll, from_=times[2], to=times[5])
    assert [line["timestamp"] for line in within] == times[2:5]
    assert lines_of(busy, busy.payroll, from_=times[5], to=times[5]) == []


@pytest.mark.parametrize("cursor", ["x", "-1", "9223372036854775807",
                                    "9223372036854775808", "1.5", " 1", "\u0661"])
def test_hostile_statement_cursors(busy, cursor):
    with pytest.raises(Problem) as caught:
        busy.api.ledger_accounts_statement(id=busy.payroll, cursor=cursor)
    assert caught.value.status == 400 and caught.value.faults[0][0] == "?cursor"


def test_csv_holds_the_same_lines(busy):
    busy.transfer(busy.payroll, busy.cash, "1.00", reference='=1+1 "quoted", comma')
    reply = busy.api.ledger_accounts_statement_csv(id=busy.payroll)
    assert reply.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in reply.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.text, newline="")))
    lines = lines_of(busy, busy.payroll)
    assert [row["transfer"] for row in rows] == [line["transfer"] for line in lines]
    assert [row["balance"] for row in rows] == [line["balance"]["amount"] for line in lines]
    assert [row["debit"] for row in rows] == [line.get("debit", {}).get("amount", "")
                                              for line in lines]
    # A spreadsheet must not run what a payer wrote.
    assert rows[-1]["reference"].lstrip("'") == '=1+1 "quoted", comma'
    assert not rows[-1]["reference"].startswith("=")


def test_ndjson_holds_the_same_lines(busy):
    reply = busy.api.ledger_accounts_statement_ndjson(id=busy.payroll)
    assert reply.headers["Content-Type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in reply.text.splitlines()] == lines_of(busy, busy.payroll)


def test_balances_over_time(busy):
    points = busy.api.ledger_accounts_balance_history(id=busy.payroll)["points"]
    assert points[-1]["balance"] == money("983.00")
    assert [point["timestamp"] for point in points] == sorted(p["timestamp"] for p in points)
    few = busy.api.ledger_accounts_balance_history(id=busy.payroll, points=2)["points"]
    assert len(few) <= 2 and few[-1]["balance"] == money("983.00")


def test_the_trial_balance_balances(busy):
    trial = busy.api.ledger_ledgers_trial_balance(id=busy.ledger)
    assert trial["balanced"] is True
    assert trial["totals"]["debits_posted"] == trial["totals"]["credits_posted"] == money("1017.00")
    by_id = {line["account"]: line for line in trial["lines"]}
    assert by_id[busy.payroll]["balance"] == money("983.00")
    assert by_id[busy.source]["balance"] == money("-1000.00")
    assert sum(Decimal(line["balance"]["amount"]) for line in trial["lines"]) == 0


def test_the_trial_balance_of_a_moment(busy):
    times = [line["timestamp"] for line in lines_of(busy, busy.payroll)]
    first = busy.api.ledger_ledgers_trial_balance(id=busy.ledger, at=times[0])
    by_id = {line["account"]: line for line in first["lines"]}
    assert by_id[busy.payroll]["balance"]["amount"] in ("0.00", "1000.00")
    assert first["balanced"] is True
    later = busy.api.ledger_ledgers_trial_balance(id=busy.ledger, at=times[2])
    assert later["balanced"] is True


def test_the_export_holds_every_transfer(busy):
    reply = busy.api.ledger_ledgers_export_csv(id=busy.ledger)
    rows = list(csv.DictReader(io.StringIO(reply.text, newline="")))
    assert len(rows) == 9
    listed = list(busy.api.each(busy.api.ledger_transfers_list, ledger=busy.ledger, limit=4))
    assert {row["transfer"] for row in rows} == {transfer["id"] for transfer in listed}


def test_the_journal_is_readable(busy):
    text = busy.api.ledger_ledgers_export_hledger(id=busy.ledger).text
    assert busy.payroll in text and "983.00" not in text.split("\n")[0]
    assert text.count(busy.cash) >= 5
