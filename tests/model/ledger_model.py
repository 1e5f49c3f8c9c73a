"""A second, independent ledger: the rules of the standard, written as plainly as possible.

It is the yardstick that the C++ engine is compared with (test_ledger_model.py). It shares no code
with it, keeps the whole history, and favours the shortest statement of each rule over speed. Values
are immutable tuples in dictionaries, and every write goes through `Store`, which can take it back.
"""

import hashlib
import struct
from typing import NamedTuple

from ledger_statuses import *  # noqa: F403


class Refused(Exception):
    """Ends the checks of a command: the first fault counts."""

    def __init__(self, status, timestamp=None, original=None):
        super().__init__(status)
        self.status, self.timestamp, self.original = status, timestamp, original


class Exists(Exception):
    def __init__(self, row):
        super().__init__('exists')
        self.row = row


class Account(NamedTuple):
    """As asked for (tenant to user_data_32), then as it is."""
    tenant: int
    id: int
    ledger: int
    code: int
    flags: int
    overdraft_limit: int
    user_data_128: int
    user_data_64: int
    user_data_32: int
    number: int = 0
    timestamp: int = 0
    closed: bool = False
    debits_pending: int = 0
    debits_posted: int = 0
    credits_pending: int = 0
    credits_posted: int = 0

    @property
    def balances(self):
        return self[-4:]


class Transfer(NamedTuple):
    """As asked for (tenant to reference), then what the ledger adds."""
    tenant: int
    id: int
    debit: int
    credit: int
    amount: int
    pending_id: int
    timeout: int
    ledger: int
    code: int
    flags: int
    user_data_128: int
    user_data_64: int
    user_data_32: int
    reference: str
    kind: str = ''
    timestamp: int = 0
    debit_balances: tuple = ()
    credit_balances: tuple = ()

    @property
    def due(self):
        return self.timestamp + self.timeout * SECOND if self.timeout else None


class Result(NamedTuple):
    status: int
    timestamp: int
    original: int = CREATED
    row: Transfer = None


class Store:
    """Dictionaries whose writes can be undone."""

    def __init__(self):
        self.log = []

    def put(self, table, key, value):
        self.log.append((table, key, table.get(key)))
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value

    def undo(self, mark):
        while len(self.log) > mark:
            table, key, old = self.log.pop()
            if old is None:
                table.pop(key, None)
            else:
                table[key] = old


class Ledger:
    """Many tenants, as one shard keeps them. Accounts and ledgers are keyed by (tenant, id)."""

    def __init__(self):
        self.store = Store()
        self.ledgers = {}    # (tenant, id) -> number
        self.accounts = {}   # (tenant, id) -> Account
        self.transfers = {}  # (tenant, id) -> Transfer
        self.failed = {}     # (tenant, id) -> (status name, timestamp)
        self.ended = {}      # hold's (tenant, id) -> 'posted', 'voided' or 'expired'
        self.waiting = {}    # (due, timestamp of hold) -> (tenant, id)
        self.heads = {}      # (tenant, ledger number) -> (rows, hash)
        self.counts = {}     # ('ledger' or 'account', tenant) -> how many
        self.last = 0
        self.now = 0
        self.last_before = 0

    # Batches.

    def open(self, now):
        self.now, self.last_before = now, self.last
        self.store.log.clear()

    def commit(self):
        self.store.log.clear()

    def discard(self):
        self.store.undo(0)
        self.last = self.last_before

    def tick(self):
        self.last = max(self.now, self.last + 1)
        return self.last

    # Commands. Each request is a list of Account or Transfer tuples, or one (tenant, id) of a ledger.

    def open_ledger(self, tenant, ident):
        now = self.tick()
        if ident == 0:
            return Result(ACCOUNT_STATUS['id_must_not_be_zero'], now)
        if ident == ID_MAX:
            return Result(ACCOUNT_STATUS['id_must_not_be_int_max'], now)
        if (tenant, ident) in self.ledgers:
            return Result(ACCOUNT_STATUS['exists'], self.ledgers[tenant, ident][1])
        self.store.put(self.ledgers, (tenant, ident), (self.count('ledger', tenant), now))
        return Result(CREATED, now)

    def count(self, what, tenant):
        number = self.counts.get((what, tenant), 0) + 1
        self.store.put(self.counts, (what, tenant), number)
        return number

    def create_accounts(self, request):
        return self.request(request, self.create_account, ACCOUNT_STATUS, lambda *_: None)

    def create_transfers(self, request):
        def poison(transfer, status, now):
            if status in TRANSIENT:
                self.store.put(self.failed, (transfer.tenant, transfer.id), (status, now))
        return self.request(request, self.create_transfer, TRANSFER_STATUS, poison)

    def request(self, request, create, numbers, poison):
        results = []
        chain = []
        for event in request:
            chain.append(event)
            if not event.flags & LINKED:
                results += self.chain(chain, create, numbers, poison)
                chain = []
        return results + (self.chain(chain, create, numbers, poison) if chain else [])

    def chain(self, chain, create, numbers, poison):
        times = []
        names = []
        outcomes = []
        start = len(self.store.log)
        broken = None
        for position, event in enumerate(chain):
            now = self.tick()
            times.append(now)
            try:
                if len(chain) > CHAIN_MAX:
                    raise Refused('linked_chain_too_long')
                if position == len(chain) - 1 and event.flags & LINKED:
                    raise Refused('linked_event_chain_open')
                if broken is not None:
                    raise Refused('linked_event_failed')
                outcomes.append(Result(CREATED, now, row=create(event, now)))
                names.append('created')
            except Refused as refused:
                outcomes.append(Result(numbers[refused.status], refused.timestamp or now,
                                       numbers[refused.original] if refused.original else CREATED))
                names.append(refused.status)
            except Exists as found:
                outcomes.append(Result(numbers['exists'], found.row.timestamp, row=found.row))
                names.append('exists')
            whole = 'exists' if names[0] == 'exists' else 'created'
            if broken is None and names[-1] != whole and len(chain) <= CHAIN_MAX:
                broken = 0 if whole == 'exists' else position
                self.store.undo(start)
                for i, name in enumerate(names):
                    if i != broken and name != 'linked_event_chain_open':
                        outcomes[i] = Result(numbers['linked_event_failed'], times[i])
                poison(chain[broken], names[broken], times[broken])
        return outcomes

    # Accounts.

    def create_account(self, asked, now):
        if asked.flags & ~ACCOUNT_FLAGS:
            raise Refused('reserved_flag')
        if asked.id == 0:
            raise Refused('id_must_not_be_zero')
        if asked.id == ID_MAX:
            raise Refused('id_must_not_be_int_max')
        there = self.accounts.get((asked.tenant, asked.id))
        if there:
            for field in ('flags', 'user_data_128', 'user_data_64', 'user_data_32', 'ledger',
                          'code', 'overdraft_limit'):
                if getattr(asked, field) != getattr(there, field):
                    raise Refused('exists_with_different_' + field)
            raise Exists(there)
        if asked.flags & DEBITS_LIMITED and asked.flags & CREDITS_LIMITED:
            raise Refused('flags_are_mutually_exclusive')
        if asked.ledger == 0:
            raise Refused('ledger_must_not_be_zero')
        if asked.code == 0:
            raise Refused('code_must_not_be_zero')
        if asked.overdraft_limit < 0:
            raise Refused('overdraft_limit_must_not_be_negative')
        if asked.overdraft_limit and not asked.flags & DEBITS_LIMITED:
            raise Refused('overdraft_limit_needs_debit_limit')
        if (asked.tenant, asked.ledger) not in self.ledgers:
            raise Refused('ledger_not_found')
        account = asked._replace(number=self.count('account', asked.tenant), timestamp=now,
                                 closed=bool(asked.flags & CLOSED))
        self.store.put(self.accounts, (asked.tenant, asked.id), account)
        return account

    # Transfers.

    def create_transfer(self, asked, now):
        if asked.flags & ~255:
            raise Refused('reserved_flag')
        if asked.amount < 0:
            raise Refused('amount_must_not_be_negative')
        if len(asked.reference.encode()) > REFERENCE_MAX:
            raise Refused('reference_too_long')
        if asked.id == 0:
            raise Refused('id_must_not_be_zero')
        if asked.id == ID_MAX:
            raise Refused('id_must_not_be_int_max')
        if reserved(asked.id):
            raise Refused('id_is_reserved')
        key = (asked.tenant, asked.id)
        if key in self.failed:
            status, when = self.failed[key]
            raise Refused('id_already_failed', when, status)
        if key in self.transfers:
            self.compare(asked, self.transfers[key])
        if asked.flags & (POST | VOID):
            return self.resolve(asked, now)
        return self.transfer(asked, now)

    def compare(self, asked, row):
        for field in ('flags', 'pending_id', 'timeout'):
            if getattr(asked, field) != getattr(row, field):
                raise Refused('exists_with_different_' + field)
        hold = self.transfers[asked.tenant, row.pending_id] if row.pending_id else None

        def same(field):
            value, stored = getattr(asked, field), getattr(row, field)
            if hold and not value:
                value = getattr(hold, field)
            return value == stored

        if not same('debit'):
            raise Refused('exists_with_different_debit_account_id')
        if not same('credit'):
            raise Refused('exists_with_different_credit_account_id')
        if hold:
            amounts_agree = self.meant(asked, hold) == row.amount
        elif asked.flags & (BALANCING_DEBIT | BALANCING_CREDIT):
            amounts_agree = asked.amount >= row.amount
        else:
            amounts_agree = asked.amount == row.amount
        if not amounts_agree:
            raise Refused('exists_with_different_amount')
        for field in ('user_data_128', 'user_data_64', 'user_data_32'):
            if not same(field):
                raise Refused('exists_with_different_' + field)
        if asked.ledger and asked.ledger != row.ledger:
            raise Refused('exists_with_different_ledger')
        for field in ('code', 'reference'):
            if not same(field):
                raise Refused('exists_with_different_' + field)
        raise Exists(row)

    @staticmethod
    def meant(asked, hold):
        everything = 0 if asked.flags & VOID else MAX
        return hold.amount if asked.amount == everything else asked.amount

    def transfer(self, asked, now):
        pending = bool(asked.flags & PENDING)
        if asked.debit == 0:
            raise Refused('debit_account_id_must_not_be_zero')
        if asked.debit == ID_MAX:
            raise Refused('debit_account_id_must_not_be_int_max')
        if asked.credit == 0:
            raise Refused('credit_account_id_must_not_be_zero')
        if asked.credit == ID_MAX:
            raise Refused('credit_account_id_must_not_be_int_max')
        debit = self.accounts.get((asked.tenant, asked.debit))
        credit = self.accounts.get((asked.tenant, asked.credit))
        # Ids of accounts that do not exist cannot be told apart (0001, deviation "account numbers").
        if asked.debit == asked.credit and debit:
            raise Refused('accounts_must_be_different')
        if asked.pending_id:
            raise Refused('pending_id_must_be_zero')
        if not pending and asked.timeout:
            raise Refused('timeout_reserved_for_pending_transfer')
        if not pending and asked.flags & (CLOSING_DEBIT | CLOSING_CREDIT):
            raise Refused('closing_transfer_must_be_pending')
        if asked.code == 0:
            raise Refused('code_must_not_be_zero')
        if not debit:
            raise Refused('debit_account_not_found')
        if not credit:
            raise Refused('credit_account_not_found')
        if debit.ledger != credit.ledger:
            raise Refused('accounts_must_have_the_same_ledger')
        if asked.ledger not in (0, debit.ledger):
            raise Refused('transfer_must_have_the_same_ledger_as_accounts')
        if debit.closed:
            raise Refused('debit_account_already_closed')
        if credit.closed:
            raise Refused('credit_account_already_closed')

        amount = asked.amount
        if asked.flags & BALANCING_DEBIT:
            spent = debit.debits_posted + debit.debits_pending
            amount = min(amount, max(0, debit.credits_posted - spent))
        if asked.flags & BALANCING_CREDIT:
            received = credit.credits_posted + credit.credits_pending
            amount = min(amount, max(0, credit.debits_posted - received))

        if pending and debit.debits_pending + amount > MAX:
            raise Refused('overflows_debits_pending')
        if pending and credit.credits_pending + amount > MAX:
            raise Refused('overflows_credits_pending')
        if debit.debits_posted + amount > MAX:
            raise Refused('overflows_debits_posted')
        if credit.credits_posted + amount > MAX:
            raise Refused('overflows_credits_posted')
        debits = debit.debits_pending + debit.debits_posted + amount
        credits = credit.credits_pending + credit.credits_posted + amount
        if debits > MAX:
            raise Refused('overflows_debits')
        if credits > MAX:
            raise Refused('overflows_credits')
        if now + asked.timeout * SECOND > MAX:
            raise Refused('overflows_timeout')
        if debit.flags & DEBITS_LIMITED and debits > debit.credits_posted + debit.overdraft_limit:
            raise Refused('exceeds_credits')
        if credit.flags & CREDITS_LIMITED and credits > credit.debits_posted:
            raise Refused('exceeds_debits')

        column = 'pending' if pending else 'posted'
        self.change(debit, {'debits_' + column: amount}, bool(asked.flags & CLOSING_DEBIT))
        self.change(credit, {'credits_' + column: amount}, bool(asked.flags & CLOSING_CREDIT))
        return self.write(asked._replace(amount=amount, ledger=debit.ledger, timestamp=now,
                                         kind='hold' if pending else 'transfer'))

    def resolve(self, asked, now):
        if asked.flags & POST and asked.flags & VOID:
            raise Refused('flags_are_mutually_exclusive')
        if asked.flags & (PENDING | BALANCING_DEBIT | BALANCING_CREDIT | CLOSING_DEBIT |
                          CLOSING_CREDIT):
            raise Refused('flags_are_mutually_exclusive')
        if asked.pending_id == 0:
            raise Refused('pending_id_must_not_be_zero')
        if asked.pending_id == ID_MAX:
            raise Refused('pending_id_must_not_be_int_max')
        if asked.pending_id == asked.id:
            raise Refused('pending_id_must_be_different')
        if asked.timeout:
            raise Refused('timeout_reserved_for_pending_transfer')
        key = (asked.tenant, asked.pending_id)
        hold = self.transfers.get(key)
        if not hold:
            raise Refused('pending_transfer_not_found')
        if hold.kind != 'hold':
            raise Refused('pending_transfer_not_pending')
        for field, text in (('debit', 'debit_account_id'), ('credit', 'credit_account_id'),
                            ('ledger', 'ledger'), ('code', 'code')):
            if getattr(asked, field) not in (0, getattr(hold, field)):
                raise Refused('pending_transfer_has_different_' + text)
        amount = self.meant(asked, hold)
        if amount > hold.amount:
            raise Refused('exceeds_pending_transfer_amount')
        if asked.flags & VOID and amount < hold.amount:
            raise Refused('pending_transfer_has_different_amount')
        if key in self.ended:
            end = self.ended[key]
            raise Refused('pending_transfer_' + ('already_' + end if end != 'expired' else end))
        if hold.due is not None and hold.due <= now:
            raise Refused('pending_transfer_expired')
        if asked.flags & POST:
            if self.accounts[asked.tenant, hold.debit].closed:
                raise Refused('debit_account_already_closed')
            if self.accounts[asked.tenant, hold.credit].closed:
                raise Refused('credit_account_already_closed')
        self.end(hold, amount if asked.flags & POST else 0,
                 'posted' if asked.flags & POST else 'voided')
        inherited = {field: getattr(asked, field) or getattr(hold, field)
                     for field in ('user_data_128', 'user_data_64', 'user_data_32', 'reference')}
        return self.write(asked._replace(
            debit=hold.debit, credit=hold.credit, ledger=hold.ledger, code=hold.code, amount=amount,
            kind='post' if asked.flags & POST else 'void', timestamp=now, **inherited))

    def expire(self, limit):
        """Releases what is due, the earliest first; the rows it made."""
        made = []
        while len(made) < limit and self.waiting:
            first = min(self.waiting)
            if first[0] > max(self.now, self.last + 1):
                break
            hold = self.transfers[self.waiting[first]]
            now = self.tick()
            self.end(hold, 0, 'expired')
            made.append(self.write(hold._replace(id=expiry_id(hold), pending_id=hold.id, timeout=0,
                                                 flags=0, kind='expiry', timestamp=now)))
        return made

    def end(self, hold, posted, how):
        debit = self.accounts[hold.tenant, hold.debit]
        credit = self.accounts[hold.tenant, hold.credit]
        self.change(debit, {'debits_pending': -hold.amount, 'debits_posted': posted},
                    debit.closed and not hold.flags & CLOSING_DEBIT)
        self.change(credit, {'credits_pending': -hold.amount, 'credits_posted': posted},
                    credit.closed and not hold.flags & CLOSING_CREDIT)
        self.store.put(self.ended, (hold.tenant, hold.id), how)
        if hold.due is not None:
            self.store.put(self.waiting, (hold.due, hold.timestamp), None)

    def change(self, account, differences, closed):
        account = account._replace(closed=closed, **{
            column: getattr(account, column) + by for column, by in differences.items()})
        self.store.put(self.accounts, (account.tenant, account.id), account)

    def write(self, row):
        debit = self.accounts[row.tenant, row.debit]
        credit = self.accounts[row.tenant, row.credit]
        row = row._replace(debit_balances=debit.balances, credit_balances=credit.balances)
        self.store.put(self.transfers, (row.tenant, row.id), row)
        if row.kind == 'hold' and row.due is not None:
            self.store.put(self.waiting, (row.due, row.timestamp), (row.tenant, row.id))
        number = self.ledgers[row.tenant, row.ledger][0]
        rows, previous = self.heads.get((row.tenant, number), (0, bytes(32)))
        linked = link(previous, row, number, debit.number, credit.number)
        self.store.put(self.heads, (row.tenant, number), (rows + 1, linked))
        return row


def link(previous, row, ledger, debit, credit):
    """The hash chain, as chain.h describes it."""
    reference = row.reference.encode()
    return hashlib.sha256(
        previous + struct.pack('<iq', row.tenant, ledger) + row.id.to_bytes(16, 'big') +
        struct.pack('<Bqqq', KIND[row.kind], debit, credit, row.amount) +
        row.pending_id.to_bytes(16, 'big') + row.user_data_128.to_bytes(16, 'big') +
        struct.pack('<qiIHHq', row.user_data_64, row.user_data_32, row.timeout, row.code,
                    row.flags, row.timestamp) +
        struct.pack('<8q', *row.debit_balances, *row.credit_balances) +
        struct.pack('<H', len(reference)) + reference).digest()


def reserved(ident):
    """Ids that the ledger makes itself: version 8, a tag, and the RFC's variant."""
    return (ident >> 64) & 0xffff == 0x8e78 and (ident >> 62) & 3 == 2


def expiry_id(hold):
    milliseconds = hold.due // 10**6
    return (milliseconds & (2**48 - 1)) << 80 | 0x8e78 << 64 | 2 << 62 | hold.timestamp & (2**62 - 1)
