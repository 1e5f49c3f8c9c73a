"""The generator is deterministic and covers what it promises; the model follows the rules."""

import argparse
import json

import pytest

from bank_day import expected_of, setup_of, write_day
from bank_model import LedgerModel, to_minor, to_text
from malformed_lines import KINDS
from refused_lines import RefusedLines

PENDING, POST, VOID = ["pending"], ["post_pending_transfer"], ["void_pending_transfer"]


def day(lines=30_000, seed=1, bad=0.05):
    return write_day(argparse.Namespace(seed=seed, customers=100, lines=lines, bad=bad))


@pytest.fixture(name="writer", scope="module")
def one_day():
    return day()


def test_same_seed_same_bytes(writer):
    again = day()
    assert again.lines == writer.lines
    assert expected_of(again, 1) == expected_of(writer, 1)
    assert day(lines=1_000, seed=2).lines != day(lines=1_000, seed=1).lines


def test_counts_add_up(writer):
    expected = expected_of(writer, 1)
    assert expected["lines"] == len(writer.lines) == 30_000
    assert expected["created"] + expected["exists"] + expected["refused"] == 30_000
    assert sum(expected["created_by_kind"].values()) == expected["created"]
    assert len(expected["rejected"]) == expected["refused"]
    assert len({entry["line"] for entry in expected["rejected"]}) == expected["refused"]


def test_bad_lines_are_the_share_asked_for(writer):
    assert abs(writer.bad_lines() - 0.05 * 30_000) < 20


def test_every_kind_of_bad_line_occurs(writer):
    kinds = {entry["kind"] for entry in writer.rejected}
    assert kinds >= set(KINDS)
    makers = [name for name in dir(RefusedLines) if name.startswith("refuse_")]
    assert len(kinds - set(KINDS)) >= len(makers) - 4  # a few makers share a status


def test_lines_that_are_not_rejected_are_transfers(writer):
    rejected = {entry["line"] for entry in writer.rejected}
    for number, line in enumerate(writer.lines, 1):
        assert b"\n" not in line
        if number not in rejected:
            event = json.loads(line)
            assert event["id"].startswith("trf_") and len(event["id"]) == 30


def test_no_customer_is_overdrawn_and_books_balance(writer):
    setup = setup_of(writer.model)
    assert {account["reference"] for account in setup["accounts"]} == set(writer.model.accounts)
    for account in writer.model.accounts.values():
        assert account.debits_pending >= 0 and account.credits_pending >= 0
        if account.limit == "debits_must_not_exceed_credits":
            assert account.spendable() >= 0, account
    for totals in expected_of(writer, 1)["trial_balance"].values():
        assert totals["debits_posted"] == totals["credits_posted"]
        assert totals["debits_pending"] == totals["credits_pending"]


def test_amounts_survive_text():
    for asset, text in (("INR", "12.50"), ("INR", "-0.07"), ("JPY", "1200"), ("USD", "0.01")):
        assert to_text(to_minor(text.lstrip("-"), asset) * (-1 if text[0] == "-" else 1),
                       asset) == text
    assert to_minor("7", "INR") == 700


@pytest.fixture(name="model")
def small_bank():
    """bank (no limit), ann (may not overdraw, has 10.00), bob (may not overdraw)."""
    model = LedgerModel()
    model.open_account("bank", "inr", "INR", "none")
    model.open_account("ann", "inr", "INR", "debits_must_not_exceed_credits")
    model.open_account("bob", "inr", "INR", "debits_must_not_exceed_credits")
    assert model.apply(move("fund", "bank", "ann", "10.00")) == "created"
    return model


def move(identifier, debit, credit, amount, **more):
    return {"id": identifier, "debit_account": f"ref:{debit}", "credit_account": f"ref:{credit}",
            "amount": amount, "asset": "INR", "code": 1} | more


def resolve(identifier, hold, flags, **more):
    return {"id": identifier, "pending_id": hold, "flags": flags} | more


def balances(model, name):
    return model.accounts[name].state()[:4]


def test_retry_exists_and_changed_retry_does_not(model):
    assert model.apply(move("fund", "bank", "ann", "10.00")) == "exists"
    assert model.apply(move("fund", "bank", "ann", "11.00")) == "exists_with_different_amount"
    assert balances(model, "ann") == (0, 0, 0, 1000)


def test_failure_poisons_its_identifier(model):
    assert model.apply(move("t", "ann", "bob", "10.01")) == "exceeds_credits"
    assert model.apply(move("t", "ann", "bob", "1.00")) == "id_already_failed"


def test_partial_post_releases_the_rest(model):
    assert model.apply(move("h", "ann", "bob", "8.00", flags=PENDING)) == "created"
    assert model.apply(move("t", "ann", "bob", "2.01")) == "exceeds_credits"
    assert model.apply(resolve("p", "h", POST, amount="3.00", asset="INR")) == "created"
    assert balances(model, "ann") == (0, 300, 0, 1000)
    assert balances(model, "bob") == (0, 0, 0, 300)
    assert model.apply(resolve("v", "h", VOID)) == "pending_transfer_already_posted"


def test_void_releases_all(model):
    model.apply(move("h", "ann", "bob", "8.00", flags=PENDING))
    assert model.apply(resolve("v", "h", VOID)) == "created"
    assert balances(model, "ann") == (0, 0, 0, 1000)


def test_failed_chain_leaves_only_the_guilty_identifier(model):
    chain = [move("a", "bank", "bob", "1.00"), move("b", "bob", "ann", "1.01"),
             move("c", "bank", "bob", "1.00")]
    assert model.apply_chain(chain) == ["linked_event_failed", "exceeds_credits",
                                        "linked_event_failed"]
    assert balances(model, "bob") == (0, 0, 0, 0)
    assert model.apply(chain[0]) == "created"
    assert model.apply(chain[1]) == "id_already_failed"
    assert model.apply(chain[2]) == "created"


def test_chain_sees_its_own_effects(model):
    chain = [move("a", "ann", "bob", "4.00"), move("b", "bob", "ann", "4.00")]
    assert model.apply_chain(chain) == ["created", "created"]
    assert balances(model, "bob") == (0, 400, 0, 400)


def test_balancing_takes_what_is_there(model):
    assert model.apply(move("s", "ann", "bank", "99.00", flags=["balancing_debit"])) == "created"
    assert balances(model, "ann") == (0, 1000, 0, 1000)


def test_closed_account_moves_nothing_until_reopened(model):
    closing = move("h", "ann", "bank", "0.00", flags=["pending", "closing_debit"])
    assert model.apply(closing) == "created"
    assert model.apply(move("t", "ann", "bob", "1.00")) == "debit_account_already_closed"
    assert model.apply(resolve("v", "h", VOID)) == "created"
    assert model.apply(move("u", "ann", "bob", "1.00")) == "created"
