"""kill -9 of the server and of PostgreSQL under load, at random moments: nothing acknowledged is
lost, nothing is doubled, and the books balance.

Five kills of each, a hundred with SANGAM_TEST_LONG. SANGAM_TEST_SEED repeats moments and requests.
"""

import os
import random
import statistics
import subprocess
import tempfile
import time

import pytest

import recount
from traffic import Book, Client, Worker
from victim import PROGRAM, Victim, place_for_data

KILLS_EACH = 100 if os.environ.get("SANGAM_TEST_LONG") else 5
WORKERS = 6
RECOVERY_SECONDS = 30


@pytest.fixture
def victim():
    # Not pytest's own folders, which only their owner may enter: as root the server gives its
    # database to another user.
    with tempfile.TemporaryDirectory(prefix="sangam-chaos-", dir=place_for_data()) as folder:
        os.chmod(folder, 0o711)
        server = Victim(folder)
        yield server
        server.stop()


def acknowledged(workers):
    for worker in workers:
        if worker.failure:
            raise worker.failure
    return sum(worker.acknowledged for worker in workers)


def wait_for_progress(victim, workers, more):
    wanted = acknowledged(workers) + more
    deadline = time.monotonic() + RECOVERY_SECONDS
    while acknowledged(workers) < wanted:
        victim.assert_alive()
        assert time.monotonic() < deadline, "nothing is served any more:\n" + victim.log_end()
        time.sleep(0.01)


def kill_under_load(victim, workers, rolls):
    """Returns the seconds that each kill kept the clients waiting, by what was killed."""
    kills = [victim.kill_server, victim.kill_postgres] * KILLS_EACH
    rolls.shuffle(kills)
    waits = {kill.__name__: [] for kill in kills}
    wait_for_progress(victim, workers, WORKERS)
    for kill in kills:
        time.sleep(rolls.uniform(0.0, 0.5))
        killed = time.monotonic()
        kill()
        # What was under way may still arrive; twice as many acknowledgements are new ones.
        wait_for_progress(victim, workers, 2 * WORKERS)
        waits[kill.__name__].append(time.monotonic() - killed)
    return waits


def test_nothing_is_lost_or_doubled(victim):
    seed = int(os.environ.get("SANGAM_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"SANGAM_TEST_SEED={seed}")
    rolls = random.Random(seed)
    client = Client(victim)
    book = Book(client)
    workers = [Worker(victim, book, f"{seed} {number}") for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    waits = kill_under_load(victim, workers, rolls)
    for worker in workers:
        worker.stopping.set()
    for worker in workers:
        worker.join(90)
        assert not worker.is_alive(), "a request never got a definite answer"
    requests = acknowledged(workers)
    # One more of each, after which memory is rebuilt and nobody writes but time.
    victim.kill_server()
    time.sleep(2.5)  # the short holds end, and rows that are written behind arrive
    transfers = recount.read_transfers(client, book)
    recount.check_what_was_told(workers, transfers)
    balances, holds = recount.add_up(transfers)
    recount.check_accounts(client, book, workers, balances)
    recount.check_open_holds(victim, holds)
    chained = recount.check_chains(victim)
    assert chained >= len(transfers)
    verified = subprocess.run([PROGRAM, "ledger", "verify", "--data", victim.data],
                              capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    repeated = sum(worker.repeated for worker in workers)
    expiries = sum(row["kind"] == "expiry" for row in transfers.values())
    print(f"{requests} requests, {repeated} of them repeated after a crash, {len(transfers)}"
          f" transfers, {expiries} expiries, {len(holds)} open holds, {chained} rows in chains")
    for name, seconds in waits.items():
        print(f"{name}: {statistics.median(seconds):.2f} s without service,"
              f" {max(seconds):.2f} s at most")
    assert repeated >= KILLS_EACH // 2 and len(transfers) > 100 * KILLS_EACH
