"""Linking the audit into chains: entries sealed a second, and whether it keeps up with commands."""

import contextlib
import statistics
import threading
import time

from harness.bench import Bench
from harness.bench_notes import NEW_NOTE, NOTE_HEADERS, NOTES
from harness.figures import note, print_figure
from harness.load import run_load
from harness.machine import SERVER_CPU
from harness.sangam import Sangam

WAITING = 200_000  # entries of ten tenants that wait for the sealer, a hundred in a transaction
INSERT = f"""
do $$ begin for i in 1..{WAITING // 100} loop
  insert into kernel.audit (tenant_id, id, at, actor, actor_kind, operation, request_id, target,
                            outcome)
  select 1000 + n % 10, gen_random_uuid(), i * 100 + n, 'usr_7zzzzzzzzzzzzzzzzzzzzzzzzz', 'user',
         'bench.note', 'req_7zzzzzzzzzzzzzzzzzzzzzzzzz', '', 'done' from generate_series(1, 100) n;
  commit;
end loop; end $$"""
PATIENCE = 120

bench = Bench("audit", __doc__)


def ask(server, sql):
    return int(server.psql("--tuples-only", "--command", sql))


def written(server):
    return ask(server, "select count(*) from kernel.audit")


def sealed(server):
    return ask(server, "select coalesce(sum(length), 0) from kernel.audit_chains")


def wait_until_sealed(server):
    """Seconds until every entry has its seal."""
    started = time.monotonic()
    entries = written(server)
    while sealed(server) < entries:
        if time.monotonic() - started > PATIENCE:
            raise RuntimeError("entries are still not sealed")
        time.sleep(0.02)
    return time.monotonic() - started


@contextlib.contextmanager
def sealing_held(server):
    """A transaction stays open meanwhile, behind which nothing is sealed."""
    def hold():
        with contextlib.suppress(RuntimeError):  # it ends by being terminated
            server.psql("--command", f"begin; select pg_current_xact_id(), pg_sleep({PATIENCE})")

    holder = threading.Thread(target=hold)
    holder.start()
    running = "from pg_stat_activity where wait_event = 'PgSleep'"
    while ask(server, f"select count(*) {running}") == 0:
        time.sleep(0.01)
    yield
    ask(server, f"select count(pg_terminate_backend(pid)) {running}")
    holder.join()


@bench.figure("keeps_up_with_commands")
def keeps_up_with_commands(directory, options):
    """64 connections write notes; ratio 1 says that as many entries were sealed meanwhile."""
    seals_per_s, entries_per_s, lags = [], [], []
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as server:
        wait_until_sealed(server)
        for _ in range(options.rounds):
            before = sealed(server), written(server)
            started = time.monotonic()
            run_load(server.url + NOTES, options.seconds, headers=server.headers + NOTE_HEADERS,
                     **NEW_NOTE)
            after = sealed(server), written(server)
            seconds = time.monotonic() - started
            seals_per_s.append((after[0] - before[0]) / seconds)
            entries_per_s.append((after[1] - before[1]) / seconds)
            lags.append(wait_until_sealed(server))
    note("entries written: " + " ".join(f"{one:.0f}" for one in entries_per_s) + " per second")
    print_figure("audit", "keeps_up_with_commands", statistics.median(seals_per_s), "per_s",
                 "written", statistics.median(entries_per_s))
    print_figure("audit", "left_after_commands", 1000 * statistics.median(lags), "ms")


@bench.figure("seals_alone")
def seals_alone(directory, options):
    """Entries that were inserted at once, from when the sealer sees them until the last is sealed."""
    speeds = []
    with Sangam(directory / "sangam", "--bench") as server:
        for _ in range(options.rounds):
            wait_until_sealed(server)
            with sealing_held(server):
                server.psql("--command", "set synchronous_commit = off", "--command", INSERT)
            speeds.append(WAITING / wait_until_sealed(server))
    note("sealed: " + " ".join(f"{one:.0f}" for one in speeds) + " per second")
    print_figure("audit", "seals_alone", statistics.median(speeds), "per_s")


bench.run()
