"""The checker finds what it is for: a small sound history, and the same wrong in one way each."""

import copy
import json
import subprocess
import sys

import pytest

import check_history

PLAYED = {"debits_pending": 0, "debits_posted": 0, "credits_pending": 0, "credits_posted": 0}


def inr(units):
    return {"amount": f"{units // 100}.{units % 100:02}", "asset": "INR"}


def row(identifier, kind, units, second, **fields):
    return {"id": identifier, "kind": kind, "debit_account": "acct_a", "credit_account": "acct_b",
            "amount": inr(units), "timestamp": f"2026-01-01T00:00:0{second}.5Z", **fields}


def account(identifier, **balances):
    return {"id": identifier,
            "balances": {name: inr(value) for name, value in (PLAYED | balances).items()}}


def event(position, kind, payload):
    return {"id": f"event_{position}", "position": position, "type": kind, "payload": payload}


def batch(position, first, last, count):
    return event(position, "ledger.transfers.posted",
                 {"count": count, "first": first["timestamp"], "last": last["timestamp"]})


def call(name, at, operation, status, reply, asked=1):
    """Records of a call that began at `at` and was settled half a second later."""
    lines = [{"at": at + 0.1 * number, "kind": "invoked", "call": name, "client": 0,
              "operation": operation, "request": {}} for number in range(asked)]
    return lines + [{"at": at + 0.5, "kind": "answered", "call": name, "status": status,
                     "reply": reply}]


def arrival(at, text, message):
    return {"at": at, "kind": "arrived", "message": message, "type": "bench.note.written",
            "sent": 1, "data": {"text": text}}


def job(identifier, text, state="done", outcomes=("lost", "done")):
    return {"job": {"id": identifier, "state": state}, "payload": json.dumps({"text": text}),
            "attempts": [{"outcome": outcome} for outcome in outcomes]}


def sound():
    # What was told and what is there share no row.
    return json.loads(json.dumps(sound_parts()))


def sound_parts():
    first = row("trf_1", "transfer", 500, 1, reference="t1")
    second = row("trf_2", "transfer", 700, 2, reference="t2")
    hold = row("trf_h", "hold", 750, 3, reference="p1")
    paid = row("trf_p", "post", 750, 4, pending_id="trf_h", reference="")
    records = [
        *call("t1", 1, "transfer", 201, first),
        *call("t2", 2, "transfer", 200, second, asked=2),
        *call("o1", 3, "overdraft", 422, {"code": "refused"}),
        *call("n1", 4, "note", 201, {"id": "note_1"}),
        *call("n2", 5, "note", 201, {"id": "note_2"}),
        *call("j1", 6, "job", 201, {"id": "job_1"}),
        *call("p1", 7, "payout", 202, {"id": "saga_1", "hold": "trf_h", "payment": "trf_p"}),
        arrival(8, "n1", "msg_1"), arrival(8.1, "n2", "msg_2"), arrival(8.2, "j1", "msg_3"),
        arrival(8.3, "n1", "msg_1")]
    state = {
        "transfers": [first, second, hold, paid],
        "accounts": [account("acct_a", debits_posted=1950), account("acct_b", credits_posted=1950)],
        "balanced": {"ledg_1": True},
        "events": [batch(1, first, second, 2), event(2, "bench.note.written", {"text": "n1"}),
                   event(3, "bench.note.written", {"text": "n2"}), batch(4, hold, paid, 2),
                   event(5, "bench.note.written", {"text": "j1"})],
        "jobs": [job("job_1", "j1")],
        "sagas": [{"id": "saga_1", "status": "done"}],
        "deliveries": [], "dead_letters": [],
        "audit": {"verified": True, "output": "", "entries": [
            {"operation": operation, "outcome": "done"} for operation in (
                "ledger.transfers.create", "ledger.transfers.create", "bench.note", "bench.note",
                "jobs.start")]},
        "ledger": {"verified": True, "output": ""}}
    return records, state


def test_a_sound_history_has_no_violation():
    assert check_history.violations(*sound()) == []


def drop(rows, index):
    return lambda records, state: state[rows].pop(index)


def again(rows, index, **changes):
    return lambda records, state: state[rows].append(copy.deepcopy(state[rows][index]) | changes)


def change(rows, index, **changes):
    return lambda records, state: state[rows][index].update(changes)


def fail(program):
    return lambda records, state: state[program].update(verified=False)


def answer(name, **changes):
    """What a client was told is not what is there."""
    def wrong(records, _):
        for record in records:
            if record.get("call") == name and record["kind"] == "answered":
                record.update(changes)
    return wrong


def exchange_positions(_, state):
    state["events"][1]["position"], state["events"][2]["position"] = 3, 2


def arrive_in_wrong_order(records, _):
    arrivals = [place for place, record in enumerate(records) if record["kind"] == "arrived"]
    records[arrivals[0]], records[arrivals[1]] = records[arrivals[1]], records[arrivals[0]]


def arrive_changed(records, _):
    records[-1]["data"] = {"text": "n2"}


def never_arrive(records, _):
    del records[-2]


WRONG = {
    "a lost transfer": ("acknowledged_transfers_are_there_once", drop("transfers", 0)),
    "a row twice": ("acknowledged_transfers_are_there_once", again("transfers", 0)),
    "another amount": ("acknowledged_transfers_are_there_once",
                       change("transfers", 0, amount=inr(501))),
    "a transfer doubled under another id": ("each_wish_moves_money_once",
                                            again("transfers", 1, id="trf_9")),
    "a refused transfer": ("each_wish_moves_money_once",
                           again("transfers", 1, id="trf_9", reference="o1")),
    "a transfer of nobody": ("each_wish_moves_money_once",
                             again("transfers", 1, id="trf_9", reference="x")),
    "a wrong balance": ("balances_are_sums",
                        change("accounts", 0, balances=account("", debits_posted=1)["balances"])),
    "a hold resolved twice": ("balances_are_sums", again("transfers", 3, id="trf_9")),
    "an unbalanced ledger": ("balances_are_sums",
                             lambda records, state: state["balanced"].update(ledg_1=False)),
    "time that goes back": ("ledger_time_never_goes_back",
                            change("transfers", 1, timestamp="2026-01-01T00:00:00.5Z")),
    "a lost event": ("events_are_there_once", drop("events", 2)),
    "an event twice": ("events_are_there_once", again("events", 2, id="event_9", position=9)),
    "an event of nobody": ("events_are_there_once",
                           again("events", 2, id="event_9", payload={"text": "x"})),
    "an id twice in the log": ("events_are_there_once", again("events", 3, position=9)),
    "an event before its cause": ("events_keep_their_order", exchange_positions),
    "a lost batch": ("batches_tell_of_every_transfer", drop("events", 0)),
    "a batch that overlaps": ("batches_tell_of_every_transfer", change(
        "events", 3, payload={"count": 2, "first": "2026-01-01T00:00:02Z",
                              "last": "2026-01-01T00:00:03Z"})),
    "a webhook that never came": ("webhooks_arrive", never_arrive),
    "a webhook that changed": ("webhooks_arrive", arrive_changed),
    "a delivery that still waits": ("webhooks_arrive", lambda records, state: state[
        "deliveries"].append({"message_id": "msg_3", "state": "failed"})),
    "webhooks out of order": ("webhooks_keep_their_order", arrive_in_wrong_order),
    "a webhook of nothing": ("webhooks_keep_their_order", lambda records, state: records.append(
        arrival(9, "x", "msg_9"))),
    "a saga that hangs": ("sagas_end_and_pay_once", change("sagas", 0, status="parked")),
    "a lost saga": ("sagas_end_and_pay_once", drop("sagas", 0)),
    "a saga undone and paid": ("sagas_end_and_pay_once", change("sagas", 0, status="compensated")),
    "a saga done and not paid": ("sagas_end_and_pay_once", drop("transfers", 3)),
    "a saga twice": ("sagas_end_and_pay_once", again("sagas", 0, id="saga_2")),
    "a payout held twice": ("each_wish_moves_money_once", again("transfers", 2, id="trf_9")),
    "a lost job": ("jobs_have_one_effect", drop("jobs", 0)),
    "a job twice": ("jobs_have_one_effect", lambda records, state: state["jobs"].append(
        job("job_2", "j1"))),
    "a job done twice": ("jobs_have_one_effect", change(
        "jobs", 0, attempts=[{"outcome": "done"}, {"outcome": "done"}])),
    "a job without its effect": ("jobs_have_one_effect", drop("events", 4)),
    "a job with its effect twice": ("jobs_have_one_effect",
                                    again("events", 4, id="event_9", position=9)),
    "a dead job": ("jobs_have_one_effect", lambda records, state: state.update(
        jobs=[job("job_1", "j1", "dead", ("dead",))])),
    "a refused job that is there": ("jobs_have_one_effect", answer("j1", status=422)),
    "an entry missing": ("audit_is_whole",
                         lambda records, state: state["audit"]["entries"].pop(2)),
    "an audit that does not verify": ("audit_is_whole", fail("audit")),
    "a ledger that does not verify": ("ledgers_are_whole", fail("ledger")),
    "a parked event": ("nothing_is_parked", lambda records, state: state["dead_letters"].append(
        {"consumer": "c", "event": "event_1", "error": "no"})),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_one_way_is_found(name):
    rule, make_wrong = WRONG[name]
    records, state = sound()
    make_wrong(records, state)
    assert rule in {found for found, _ in check_history.violations(records, state)}


def test_every_rule_has_a_wrong_history():
    assert {rule.__name__ for rule in check_history.RULES} == {rule for rule, _ in WRONG.values()}


def test_the_program_says_what_it_found(tmp_path):
    records, state = sound()
    state["transfers"].pop()
    history, final = tmp_path / "history.jsonl", tmp_path / "state.json"
    history.write_text("".join(json.dumps(record) + "\n" for record in records))
    final.write_text(json.dumps(state))
    ran = subprocess.run([sys.executable, check_history.__file__, history, final],
                         capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "sagas_end_and_pay_once: p1: its saga is done and paid 0 times" in ran.stdout
