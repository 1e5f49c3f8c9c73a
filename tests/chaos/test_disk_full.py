"""The disk of the data folder is full: writes are refused with a problem of their own, reads go on,
and when there is room again so do writes, by themselves; nothing acknowledged is lost."""

import json
import time
import urllib.request

from scene import LONG, Scene
from small_disk import SmallDiskVictim
from traffic import Client

ROUNDS = 5 if LONG else 1
FULL_SECONDS = 2
REFUSED_WITHIN_SECONDS = 3
# Until the server looks at its disk, PostgreSQL alone says that it is full, to reads that are
# recorded too.
LOOKING_SECONDS = 0.3
READS = ("/ledger/transfers?limit=20", "/events?limit=20", "/jobs?limit=20")
SCOPES = ["ledger.transfers:read", "ledger.accounts:read", "events:read", "jobs:read"]
# Who looks at people or money leaves a row in the audit: such reads go on too.
RECORDED_READ = "/ledger/accounts?limit=20&ledger={}"


def await_refusal(traffic):
    before, deadline = len(traffic.refusals()), time.monotonic() + REFUSED_WITHIN_SECONDS
    while len(traffic.refusals()) == before:
        assert time.monotonic() < deadline, "no write was refused on a full disk"
        time.sleep(0.01)
    return traffic.refusals()[-1]


def check_reads(scene, client, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for path in (*READS, RECORDED_READ.format(scene.bench.ledger)):
            status, document = client.request("GET", path)
            assert status == 200 and document["items"], document
        time.sleep(0.05)


def disk_of(scene):
    with urllib.request.urlopen(scene.victim.url + "/health", timeout=5) as reply:
        parts = json.load(reply)["parts"]
    return next(part for part in parts if part["part"] == "disk")


def fill_once(scene):
    """Reads never stop, nor do those of a key that the server has not seen yet."""
    _, key = scene.tenant.key_client(scopes=SCOPES)
    scene.fault("full")
    assert scene.victim.fill() > 0
    problem = await_refusal(scene.traffic)
    assert (problem["status"], problem["code"]) == (507, "storage_full"), problem
    assert problem["type"].endswith("#storage_full") and "disk is full" in problem["detail"]
    time.sleep(LOOKING_SECONDS)
    answers = scene.traffic.answers()
    scene.sign_in()
    check_reads(scene, Client(scene.victim, key["secret"]), FULL_SECONDS)
    assert scene.traffic.answers() == answers, "a write was taken on a full disk"
    assert disk_of(scene)["state"] == "failing"


def fill_to_the_end(scene):
    """What the server gives up is eaten too: PostgreSQL itself may have to stop for a while."""
    scene.fault("fuller")
    until = time.monotonic() + FULL_SECONDS
    while time.monotonic() < until:
        scene.victim.fill()
        time.sleep(0.02)


def test_a_full_disk_refuses_writes_and_recovers():
    with Scene(SmallDiskVictim) as scene:
        scene.begin()
        for fill in (fill_once, fill_to_the_end) * ROUNDS:
            fill(scene)
            scene.fault("room")
            scene.victim.make_room()
            began = time.monotonic()
            scene.traffic.wait_for_answers(15)
            scene.victim.assert_alive()
            print(f"{fill.__name__}: wrote {time.monotonic() - began:.2f} s after it had room")
        scene.end()
