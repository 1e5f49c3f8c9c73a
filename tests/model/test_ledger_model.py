"""The engine against the model: the same random commands, and every status, time and balance equal.

Run by ctest, by pytest, or by hand:  test_ledger_model.py [--trace PROGRAM] [--long] [--seed N]
A failure names its seed, which repeats it.
"""

import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from ledger_model import (  # noqa: E402
    CREATED, LINKED, TRANSFER_STATUS, Account, Ledger, Transfer)
from ledger_workload import TENANTS, Workload  # noqa: E402

EVENTS_A_RUN = 25_000
RUNS = 9
RUNS_LONG = 400
ROOT = pathlib.Path(__file__).resolve().parents[2]

# What this traffic cannot meet; engines/ledger/cases has them.
NOT_EXPECTED = {'overflows_timeout', 'linked_chain_too_long'}
STATUS_NAME = {number: name for name, number in TRANSFER_STATUS.items()}


def find_trace():
    given = os.environ.get('LEDGER_TRACE')
    places = [pathlib.Path(given)] if given else \
        [ROOT / 'build' / preset / 'tests' / 'ledger_trace' for preset in ('dev', 'release')]
    for place in places:
        if place.exists():
            return place
    raise FileNotFoundError('build the target ledger_trace first')


def numbers(values):
    return ' '.join(str(value) for value in values)


def account_line(a):
    return (f'account {a.tenant} {a.id:x} {a.ledger:x} {a.code} {a.flags} {a.overdraft_limit} '
            f'{a.user_data_128:x} {a.user_data_64} {a.user_data_32}')


def transfer_line(t):
    return (f'transfer {t.tenant} {t.id:x} {t.debit:x} {t.credit:x} {t.amount} {t.pending_id:x} '
            f'{t.timeout} {t.ledger:x} {t.code} {t.flags} {t.user_data_128:x} {t.user_data_64} '
            f'{t.user_data_32} {t.reference or "-"}')


def uuid_text(ident):
    digits = f'{ident:032x}'
    return '-'.join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


class Script:
    """One run: commands for the engine beside what the model says of each."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.workload = Workload(self.random)
        self.model = Ledger()
        self.commands = []
        self.expected = []  # (line, the command it answers)
        self.statuses = collections.Counter()
        self.events = 0

    def say(self, line):
        self.commands.append(line)

    def expect(self, line):
        self.expected.append((line, len(self.commands)))

    def write(self):
        self.batch(self.set_up, keep=True)
        while self.events < EVENTS_A_RUN:
            self.batch(self.traffic, keep=self.random.random() > 0.05)
            if self.random.random() < 0.05:
                self.say('flush')
            if self.random.random() < 0.01:
                self.say('restart')
            if self.random.random() < 0.05:
                self.compare_state()
        self.compare_state()

    def batch(self, fill, keep):
        now = self.workload.step_clock()
        self.say(f'batch {now}')
        self.model.open(now)
        self.expire()
        fill()
        self.say('end' if keep else 'drop')
        self.model.commit() if keep else self.model.discard()

    def expire(self):
        limit = self.random.choice((1000, 1000, 1000, 1, 0))
        self.say(f'expire {limit}')
        rows = self.model.expire(limit)
        self.expect(f'expired {len(rows)}')
        for row in rows:
            self.expect(f'{uuid_text(row.id)} {row.timestamp} {row.amount} '
                        f'{numbers(row.debit_balances)} {numbers(row.credit_balances)}')
            self.workload.holds[row.tenant].append(row)

    def set_up(self):
        for tenant in TENANTS:
            for ident in self.workload.ledgers[tenant] + [self.workload.new_id()]:
                self.open_ledger(tenant, ident)
            self.apply([self.workload.account(tenant) for _ in range(12)])

    def open_ledger(self, tenant, ident):
        self.say(f'ledger {tenant} {ident:x}')
        result = self.model.open_ledger(tenant, ident)
        self.expect(f'{result.status} {result.timestamp}')
        if result.status == CREATED and ident not in self.workload.ledgers[tenant]:
            self.workload.ledgers[tenant].append(ident)

    def traffic(self):
        for _ in range(self.random.randrange(4)):
            tenant = self.random.choice(TENANTS)
            kind = self.random.random()
            if kind < 0.01:
                self.open_ledger(tenant, self.random.choice(
                    (0, 2**128 - 1, self.random.choice(self.workload.ledgers[tenant]))))
            elif kind < 0.05:
                length = self.random.randrange(1, 4)
                self.apply(self.workload.request(self.workload.account, tenant, length))
            else:
                length = self.random.choice((1, 1, 2, 5, 20, 60))
                self.apply(self.workload.request(self.workload.transfer, tenant, length))

    def apply(self, request):
        self.events += len(request)
        self.commands += [account_line(event) if isinstance(event, Account) else
                          transfer_line(event) for event in request]
        if isinstance(request[0], Account):
            for account, result in zip(request, self.model.create_accounts(request), strict=True):
                number = result.row.number if result.row else 0
                self.expect(f'{result.status} {result.timestamp} {number}')
        else:
            results = self.model.create_transfers(request)
            for result in results:
                self.statuses[STATUS_NAME[result.status]] += 1
                self.expect(self.describe(result))
        self.say('apply')

    @staticmethod
    def describe(result):
        text = f'{result.status} {result.timestamp} {result.original}'
        if result.row:
            text += (f' {result.row.kind} {result.row.amount} {numbers(result.row.debit_balances)} '
                     f'{numbers(result.row.credit_balances)}')
        return text

    def compare_state(self):
        for (tenant, ident), account in self.model.accounts.items():
            self.say(f'balances {tenant} {ident:x}')
            self.expect(f'balances {int(account.closed)} {numbers(account.balances)}')
        for (tenant, ident), (number, _) in self.model.ledgers.items():
            self.say(f'head {tenant} {ident:x}')
            rows, head = self.model.heads.get((tenant, number), (0, bytes(32)))
            self.expect(f'head {rows} {head.hex()}')


def balanced(model):
    """Money only moves: over each ledger, debits equal credits."""
    sums = collections.defaultdict(lambda: [0, 0])
    for account in model.accounts.values():
        sums[account.tenant, account.ledger][0] += (account.debits_pending -
                                                    account.credits_pending)
        sums[account.tenant, account.ledger][1] += account.debits_posted - account.credits_posted
    return all(value == [0, 0] for value in sums.values())


def run(trace, seed):
    script = Script(seed)
    script.write()
    done = subprocess.run([trace], input='\n'.join(script.commands) + '\n', capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, f'seed {seed}: {trace} failed: {done.stderr[-2000:]}'
    answers = done.stdout.splitlines()
    for position, (expected, at) in enumerate(script.expected):
        answer = answers[position] if position < len(answers) else 'nothing'
        assert answer == expected, (
            f'seed {seed}, answer {position}: the model says "{expected}", the engine "{answer}"; '
            'the commands were\n' + '\n'.join(script.commands[max(0, at - 80):at + 1]))
    assert len(answers) == len(script.expected), f'seed {seed}: the engine says more'
    assert balanced(script.model), f'seed {seed}: debits and credits differ'
    return script


def compare(trace, runs, seed):
    began = time.monotonic()
    statuses = collections.Counter()
    events = 0
    for i in range(runs):
        script = run(trace, seed + i)
        statuses += script.statuses
        events += script.events
    missing = set(TRANSFER_STATUS) - set(statuses) - NOT_EXPECTED
    assert runs < RUNS or not missing, f'never met: {sorted(missing)}'
    print(f'{events} events in {runs} runs from seed {seed}, {len(statuses)} statuses, '
          f'{statuses["created"]} created, {time.monotonic() - began:.0f} s: engine and model agree')
    return statuses


def test_engine_and_model_agree():
    compare(find_trace(), RUNS, seed=1)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--trace', type=pathlib.Path)
    parser.add_argument('--long', action='store_true')
    parser.add_argument('--runs', type=int)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--statuses', action='store_true', help='print how often each was met')
    options = parser.parse_args()
    met = compare(options.trace or find_trace(),
                  options.runs or (RUNS_LONG if options.long else RUNS), options.seed)
    if options.statuses:
        for status, count in met.most_common():
            print(f'{count:9} {status}')
