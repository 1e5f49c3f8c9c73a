"""Webhooks to a sink on this machine: signed, sent, and recorded, in order."""

import time
from functools import partial

from harness.bench import Bench
from harness.bench_notes import NEW_NOTE, NOTE_HEADERS, NOTES
from harness.figures import interleaved, print_figure
from harness.load import run_load
from harness.sangam import Sangam
from webhook_sink import Sink

MESSAGES = 2_000  # of a round and endpoint, lined up before the clock starts
ENDPOINTS = 4
PATIENCE = 120  # seconds

# Attempts that began before one of an event that stands before theirs in the log.
OUT_OF_ORDER = """
select count(*) from (
  select e.position, lag(e.position) over (partition by a.endpoint_id order by a.at) as before
  from webhooks.attempts a
  join kernel.events e on e.tenant_id = a.tenant_id and e.id = a.message_id) attempts
where before > position"""

bench = Bench("webhooks", __doc__)


def wait_for(server, sql, wanted):
    deadline = time.monotonic() + PATIENCE
    while int(server.psql("-Atc", sql)) < wanted:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{server.psql('-Atc', sql)} of {wanted}: {sql}")
        time.sleep(0.02)


def make_endpoints(server, sink, count):
    made = [server.must("POST", "/api/v1/webhooks/endpoints",
                        {"url": sink.url, "event_types": ["bench.note.written"]})
            for _ in range(count)]
    return [one["endpoint"]["id"] for one in made]


def write_notes(server, seconds):
    return run_load(server.url + NOTES, seconds, headers=server.headers + NOTE_HEADERS, **NEW_NOTE)


def queued(server, sink, endpoints):
    """Deliveries a second of a backlog, from its enabling to the last recorded attempt."""
    for endpoint in endpoints:
        path = f"/api/v1/webhooks/endpoints/{endpoint}"
        server.must("POST", path + "/disable")
        server.must("POST", path + "/replay", {"from": "2020-01-01T00:00:00Z"})
    waiting = int(server.psql("-Atc", "select count(*) from webhooks.deliveries"))
    before, started = sink.count, time.monotonic()
    for endpoint in endpoints:
        server.must("POST", f"/api/v1/webhooks/endpoints/{endpoint}/enable")
    wait_for(server, "select -count(*) from webhooks.deliveries", 0)
    seconds = time.monotonic() - started
    if sink.count - before != waiting:
        raise RuntimeError(f"{sink.count - before} requests for {waiting} messages")
    return {"per_second": waiting / seconds}


def backlog(figure, endpoint_count):
    def measure(directory, options):
        with Sangam(directory / "sangam", "--bench", "--webhooks-anywhere") as server, \
                Sink() as sink:
            endpoints = make_endpoints(server, sink, endpoint_count)
            for endpoint in endpoints:
                server.must("POST", f"/api/v1/webhooks/endpoints/{endpoint}/disable")
            for number in range(MESSAGES):
                server.must("POST", NOTES, {"text": f"note {number}"})
            wait_for(server, "select count(*) from webhooks.messages", MESSAGES)
            medians = interleaved({"ours": partial(queued, server, sink, endpoints)},
                                  options.rounds)
        print_figure("webhooks", figure, medians["ours"]["per_second"], "per_s")
    return measure


bench.figure("deliveries")(backlog("deliveries", ENDPOINTS))
bench.figure("one_endpoint")(backlog("one_endpoint", 1))


@bench.figure("live")
def live(directory, options):
    """Events written as fast as 64 connections give them, while they are delivered."""
    with Sangam(directory / "sangam", "--bench", "--webhooks-anywhere") as server, Sink() as sink:
        make_endpoints(server, sink, 1)
        started = time.monotonic()
        write_notes(server, options.seconds)
        events = int(server.psql("-Atc", "select count(*) from bench.notes"))
        wait_for(server, "select count(*) from webhooks.attempts where outcome = 'delivered'",
                 events)
        seconds = time.monotonic() - started
        wrong = int(server.psql("-Atc", OUT_OF_ORDER))
    print_figure("webhooks", "live", events / seconds, "per_s")
    print_figure("webhooks", "live_out_of_order", wrong, "messages")
    if wrong:
        raise RuntimeError(f"{wrong} messages were out of order")


bench.run()
