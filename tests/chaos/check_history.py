"""Compares what was recorded with what the server shows in the end, and names each violation.

check_history.py HISTORY STATE reads the files that a scene leaves (history.py, final_state.py),
prints a line for each violation and exits 1 if there is any. Each rule is a function of the
recorded calls and the state, and yields sentences; test_check_history.py has wrong histories for
each.
"""

import json
import sys
from collections import Counter, defaultdict

import history
from recount import SIDES, nanoseconds, units

MONEY = ("transfer", "overdraft")  # operations that ask for one transfer


def of(calls, *operations):
    return [call for call in calls if call.operation in operations]


def told_transfers(calls):
    return {call.reply["id"]: call for call in of(calls, *MONEY) if call.acknowledged}


def acknowledged_transfers_are_there_once(calls, state, _):
    count = Counter(row["id"] for row in state["transfers"])
    rows = {row["id"]: row for row in state["transfers"]}
    for identifier, call in told_transfers(calls).items():
        if count[identifier] != 1:
            yield f"{call.name}: acknowledged, and {count[identifier]} rows have its id"
            continue
        for name in ("kind", "debit_account", "credit_account", "amount", "timestamp"):
            if call.reply[name] != rows[identifier][name]:
                yield f"{call.name}: {name} of {identifier} is not what was told"


def each_wish_moves_money_once(calls, state, _):
    """By reference: an id that is another at each try would hide a doubled transfer."""
    count = Counter(row["reference"] for row in state["transfers"]
                    if row["kind"] in ("transfer", "hold"))
    for call in of(calls, *MONEY, "payout"):
        if count[call.name] > 1:
            yield f"{call.name}: moved money {count[call.name]} times"
        if call.refused and count[call.name]:
            yield f"{call.name}: refused with {call.status} and there"
    for reference in count.keys() - {call.name for call in calls}:
        yield f"nobody asked for a transfer {reference!r}"


def balances_are_sums(_, state, __):
    sums = defaultdict(lambda: dict.fromkeys(SIDES, 0))
    holds = {}
    for row in sorted(state["transfers"], key=lambda row: nanoseconds(row["timestamp"])):
        debit, credit = sums[row["debit_account"]], sums[row["credit_account"]]
        if row["kind"] == "hold":
            holds[row["id"]] = units(row["amount"])
            debit["debits_pending"] += units(row["amount"])
            credit["credits_pending"] += units(row["amount"])
        if row["kind"] in ("post", "void", "expiry"):
            if row["pending_id"] not in holds:
                yield f"{row['id']}: the hold {row['pending_id']} is not there, or resolved twice"
                continue
            held = holds.pop(row["pending_id"])
            debit["debits_pending"] -= held
            credit["credits_pending"] -= held
        if row["kind"] in ("transfer", "post"):
            debit["debits_posted"] += units(row["amount"])
            credit["credits_posted"] += units(row["amount"])
    for account in state["accounts"]:
        shown = {name: units(account["balances"][name]) for name in SIDES}
        if shown != sums[account["id"]]:
            yield f"{account['id']}: shows {shown}, its transfers add up to {sums[account['id']]}"
    for ledger, balanced in state["balanced"].items():
        if not balanced:
            yield f"{ledger}: the trial balance does not balance"


def disorder(calls, place_of):
    """Calls that began after others had been answered, and have a lower place than one of them."""
    placed = [call for call in calls if place_of(call) is not None]
    answered = sorted(placed, key=lambda call: call.ended)
    highest, at = None, 0
    for call in sorted(placed, key=lambda call: call.began):
        while at < len(answered) and answered[at].ended < call.began:
            if highest is None or place_of(answered[at]) > place_of(highest):
                highest = answered[at]
            at += 1
        if highest is not None and place_of(call) <= place_of(highest):
            yield call, highest


def ledger_time_never_goes_back(calls, state, _):
    stamps = {row["id"]: nanoseconds(row["timestamp"]) for row in state["transfers"]}
    moved = [call for call in of(calls, *MONEY) if call.acknowledged]
    for call, earlier in disorder(moved, lambda call: stamps.get(call.reply["id"])):
        yield f"{call.name}: began after {earlier.name} was done and has an earlier timestamp"


def notes_of(state):
    return [event for event in state["events"] if event["type"] == "bench.note.written"]


def events_are_there_once(calls, state, _):
    count = Counter(event["payload"]["text"] for event in notes_of(state))
    for call in of(calls, "note", "job"):
        allowed = (1,) if call.acknowledged else (0,) if call.refused else (0, 1)
        if count[call.name] not in allowed:
            yield f"{call.name}: {count[call.name]} events of a call answered {call.status}"
    for text in count.keys() - {call.name for call in calls}:
        yield f"nobody wrote the note {text!r}"
    for identifier, times in Counter(event["id"] for event in state["events"]).items():
        if times > 1:
            yield f"event {identifier} stands {times} times in the log"


def events_keep_their_order(calls, state, _):
    positions = {event["payload"]["text"]: event["position"] for event in notes_of(state)}
    for call, earlier in disorder([call for call in of(calls, "note") if call.acknowledged],
                                  lambda call: positions.get(call.name)):
        yield f"{call.name}: began after {earlier.name} was done and stands before it in the log"


def batches_tell_of_every_transfer(_, state, __):
    batches = sorted((event for event in state["events"]
                      if event["type"] == "ledger.transfers.posted"), key=lambda e: e["position"])
    told = sum(batch["payload"]["count"] for batch in batches)
    if told != len(state["transfers"]):
        yield f"{told} transfers in events, {len(state['transfers'])} rows"
    for before, after in zip(batches, batches[1:]):
        if nanoseconds(after["payload"]["first"]) <= nanoseconds(before["payload"]["last"]):
            yield f"the batch at {after['position']} overlaps the one at {before['position']}"


def webhooks_arrive(_, state, arrivals):
    came = {arrival["message"]: arrival for arrival in reversed(arrivals)}
    texts = Counter(arrival["data"]["text"] for arrival in came.values())
    for event in notes_of(state):
        if texts[event["payload"]["text"]] != 1:
            yield f"{event['payload']['text']}: came as {texts[event['payload']['text']]} messages"
    for arrival in arrivals:
        if arrival["data"] != came[arrival["message"]]["data"]:
            yield f"message {arrival['message']} came with another body"
    for delivery in state["deliveries"]:
        yield f"the delivery {delivery['message_id']} is still {delivery['state']}"


def webhooks_keep_their_order(_, state, arrivals):
    positions = {event["payload"]["text"]: event["position"] for event in notes_of(state)}
    seen, last = set(), 0
    for arrival in arrivals:
        if arrival["message"] in seen:
            continue
        seen.add(arrival["message"])
        text = arrival["data"]["text"]
        if text not in positions:
            yield f"a webhook came of {text!r}, which is not in the log"
        elif positions[text] < last:
            yield f"{text}: its webhook came first after that of a later event"
        last = max(last, positions.get(text, 0))


def sagas_end_and_pay_once(calls, state, _):
    sagas = {saga["id"]: saga for saga in state["sagas"]}
    kinds = Counter((row["id"], row["kind"]) for row in state["transfers"])
    resolved = Counter(row["pending_id"] for row in state["transfers"] if row.get("pending_id"))
    for call in of(calls, "payout"):
        if not call.acknowledged:
            continue
        status = sagas.get(call.reply["id"], {"status": "missing"})["status"]
        if status not in ("done", "compensated"):
            yield f"{call.name}: acknowledged and its saga is {status}"
        paid = kinds[call.reply["payment"], "post"]
        if paid != (status == "done"):
            yield f"{call.name}: its saga is {status} and paid {paid} times"
        if resolved[call.reply["hold"]] > 1:
            yield f"{call.name}: its hold was resolved {resolved[call.reply['hold']]} times"
    if len(sagas) > len(of(calls, "payout")):
        yield f"{len(sagas)} sagas for {len(of(calls, 'payout'))} requests"


def jobs_have_one_effect(calls, state, _):
    """The effect of each is a note, written in the transaction that ends the job."""
    notes = Counter(event["payload"]["text"] for event in notes_of(state))
    jobs = defaultdict(list)
    for detail in state["jobs"]:
        jobs[json.loads(detail["payload"]).get("text")].append(detail)
    for call in of(calls, "job"):
        made = jobs[call.name]
        if len(made) > 1 or (call.acknowledged and not made) or (call.refused and made):
            yield f"{call.name}: {len(made)} jobs of a call answered {call.status}"
        for detail in made:
            ends = sum(attempt["outcome"] == "done" for attempt in detail["attempts"])
            if (detail["job"]["state"], ends, notes[call.name]) != ("done", 1, 1):
                yield (f"{call.name}: {detail['job']['state']}, was done {ends} times and had"
                       f" {notes[call.name]} effects")


AUDITED = {"transfer": "ledger.transfers.create", "note": "bench.note", "job": "jobs.start"}


def audit_is_whole(calls, state, _):
    if not state["audit"]["verified"]:
        yield "the audit does not verify: " + state["audit"]["output"]
    count = Counter(entry["operation"] for entry in state["audit"]["entries"]
                    if entry["outcome"] == "done")
    for operation, name in AUDITED.items():
        wanted = of(calls, operation)
        least = sum(call.acknowledged for call in wanted)
        most = sum(not call.refused for call in wanted)
        if not least <= count[name] <= most:
            yield f"{count[name]} entries of {name}, {least} to {most} were done"


def ledgers_are_whole(_, state, __):
    if not state["ledger"]["verified"]:
        yield "the ledgers do not verify: " + state["ledger"]["output"]


def nothing_is_parked(_, state, __):
    for letter in state["dead_letters"]:
        yield f"{letter['consumer']} parked the event {letter['event']}: {letter['error']}"


RULES = (acknowledged_transfers_are_there_once, each_wish_moves_money_once, balances_are_sums,
         ledger_time_never_goes_back, events_are_there_once, events_keep_their_order,
         batches_tell_of_every_transfer, webhooks_arrive, webhooks_keep_their_order,
         sagas_end_and_pay_once, jobs_have_one_effect, audit_is_whole, ledgers_are_whole,
         nothing_is_parked)


def violations(records, state):
    """(rule, sentence) of everything that is wrong."""
    calls, arrivals = history.calls_of(records), history.arrivals_of(records)
    return [(rule.__name__, sentence)
            for rule in RULES for sentence in rule(calls, state, arrivals)]


def main():
    records = history.read(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as file:
        found = violations(records, json.load(file))
    for rule, sentence in found:
        print(f"{rule}: {sentence}")
    print(f"{len(history.calls_of(records))} calls, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
