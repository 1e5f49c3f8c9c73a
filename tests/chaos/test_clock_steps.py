"""The clock of the server's machine is put forward and back by an hour while it works: ledger time
never goes back, keys and timers keep their meaning, and nothing happens twice."""

import time

from scene import LONG, Scene
from stepping_clock import SteppingVictim

HOUR = 3600
STEPS = (HOUR, 0, -HOUR, 0) * (5 if LONG else 1)
STEP_SECONDS = 1.0
CLOCK_TOLERANCE_SECONDS = 3


def large_payout(scene):
    """It waits for a person, for three days at most."""
    first, second = scene.bench.accounts[:2]
    return scene.hand.ask("large", "payout", "/ledger/payouts", {
        "debit_account": first, "credit_account": second, "reference": "large",
        "amount": {"amount": "10000.00", "asset": "INR"}})["id"]


def short_hold(scene):
    """It expires in half an hour: when the clock is put forward, and only once."""
    first, second = scene.bench.accounts[:2]
    return scene.hand.ask("short", "hold", "/ledger/holds", {
        "debit_account": first, "credit_account": second, "reference": "short",
        "amount": {"amount": "1.00", "asset": "INR"}, "timeout_seconds": HOUR // 2})["id"]


def hourly_schedule(scene):
    """Due once in each hour; half an hour ago and half an hour from now, in this one."""
    minute = (int(scene.victim.now()) // 60 + 30) % 60
    return scene.hand.ask("hourly", "schedule", "/job-schedules", {
        "name": "hourly", "kind": "platform.echo", "cron": f"{minute} * * * *",
        "zone": "UTC"})["id"]


def check_keys(scene):
    """What was done under a key is told again, not done again."""
    first = scene.hand.ask("key", "note", "/bench/notes", {"text": "key"})
    assert first == scene.hand.ask("key", "note", "/bench/notes", {"text": "key"})


def check_webhook_times(scene):
    """Receivers refuse what seems old to them: the header must be the server's time now."""
    seen = len(scene.sink.requests)
    deadline = time.monotonic() + 20
    while len(scene.sink.requests) < seen + 5:
        assert time.monotonic() < deadline, "no webhook comes any more"
        time.sleep(0.01)
    sent = int(scene.sink.requests[-1]["headers"]["webhook-timestamp"])
    assert abs(sent - scene.victim.now()) < CLOCK_TOLERANCE_SECONDS


def approve(scene, saga):
    shown = scene.client.definite("GET", f"/sagas/{saga}")[1]["progress"]
    assert shown["status"] == "waiting", "an hour is not three days"
    status, document, _ = scene.client.definite("POST", f"/sagas/{saga}/approve", {})
    assert status == 200, document


def test_steps_of_the_clock():
    with Scene(SteppingVictim) as scene:
        scene.begin()
        saga, hold, schedule = large_payout(scene), short_hold(scene), hourly_schedule(scene)
        for offset in STEPS:
            scene.fault(f"clock at {offset:+d} s")
            scene.victim.step(offset)
            time.sleep(STEP_SECONDS)
            scene.traffic.wait_for_answers(30)
            check_keys(scene)
            check_webhook_times(scene)
        approve(scene, saga)
        state = scene.end()
        expiries = [row for row in state["transfers"] if row["kind"] == "expiry"]
        assert [row["pending_id"] for row in expiries] == [hold]
        made = [job for job in state["jobs"] if job["job"].get("schedule") == schedule]
        assert len(made) == 1, made  # of the hour that the clock was put over, and not twice
