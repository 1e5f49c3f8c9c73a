"""Random ledger traffic that goes where the rules are: few accounts, ids used again, tight limits."""

from ledger_model import (
    BALANCING_CREDIT, BALANCING_DEBIT, CLOSED, CLOSING_CREDIT, CLOSING_DEBIT, CREDITS_LIMITED,
    DEBITS_LIMITED, ID_MAX, LINKED, MAX, PENDING, POST, SECOND, VOID, Account, Transfer)

START = 1_700_000_000 * SECOND
TENANTS = (1, 2, 3)  # tenant 3 deals in amounts near the greatest
FIELDS_TO_CHANGE = ('flags', 'pending_id', 'timeout', 'debit', 'credit', 'amount', 'user_data_128',
                    'user_data_64', 'user_data_32', 'ledger', 'code', 'reference')


class Workload:
    def __init__(self, random):
        self.random = random
        self.now = START
        self.ledgers = {tenant: [self.new_id()] for tenant in TENANTS}
        self.accounts = {tenant: [] for tenant in TENANTS}  # ids asked for
        self.ledger_of = {}                                 # account asked for -> its ledger
        self.account_commands = {tenant: [] for tenant in TENANTS}
        self.sent = {tenant: [] for tenant in TENANTS}      # transfers asked for
        self.holds = {tenant: [] for tenant in TENANTS}
        self.chains = {}            # requests that had one, by what they make

    def chance(self, share):
        return self.random.random() < share

    def new_id(self):
        """Mostly version 7 and rising, sometimes a little late, sometimes without any time."""
        kind = self.random.random()
        if kind < 0.03:
            return self.random.getrandbits(128) & ~(0xf << 76)  # no version 7, never reserved
        milliseconds = self.now // 10**6 - (self.random.randrange(5000) if kind < 0.15 else 0)
        return (milliseconds & (2**48 - 1)) << 80 | 7 << 76 | self.random.getrandbits(76)

    def odd_id(self):
        return self.random.choice((0, ID_MAX, 0x018bcfe568008e788000000000000000 |
                                   self.random.getrandbits(62)))

    def step_clock(self):
        """Forward by nanoseconds or hours, now and then back."""
        step = self.random.choice((0, 1, 1000, SECOND // 10, SECOND, 5 * SECOND, -SECOND))
        self.now += 3600 * SECOND if self.chance(0.002) else step
        return self.now

    def some_account(self, tenant):
        if self.chance(0.004):
            return self.random.choice((0, ID_MAX, self.new_id()))
        owner = tenant if not self.chance(0.002) else self.random.choice(TENANTS)
        return self.random.choice(self.accounts[owner][:30] if self.chance(0.9) else
                                  self.accounts[owner])

    def partner(self, tenant, account):
        """Mostly another account of the same ledger."""
        for _ in range(8):
            other = self.some_account(tenant)
            if other != account and self.ledger_of.get(other) == self.ledger_of.get(account):
                return other
        return self.some_account(tenant)

    def some_ledger(self, tenant):
        if self.chance(0.01):
            return self.new_id()
        return self.ledgers[tenant][0] if self.chance(0.8) else \
            self.random.choice(self.ledgers[tenant])

    def account(self, tenant):
        if self.account_commands[tenant] and self.chance(0.15):
            again = self.random.choice(self.account_commands[tenant])
            if self.chance(0.5):
                field = self.random.choice(('flags', 'user_data_128', 'user_data_64',
                                            'user_data_32', 'ledger', 'code', 'overdraft_limit'))
                again = again._replace(**{field: self.new_ledger_or_bit(again, field)})
            return again
        ident = self.new_id() if self.chance(0.96) else self.odd_id() & ID_MAX
        flags = self.random.choice((0, 0, 0, DEBITS_LIMITED, DEBITS_LIMITED, CREDITS_LIMITED))
        if self.chance(0.05):
            flags |= self.random.choice((LINKED, CLOSED, CREDITS_LIMITED | DEBITS_LIMITED, 64, 8))
        limit = 0
        if self.chance(0.3):
            limit = self.random.choice((-1, 100, 100, 100, MAX)) if self.chance(0.3) else 50
            flags |= DEBITS_LIMITED if self.chance(0.9) else 0
        account = Account(tenant, ident, self.some_ledger(tenant) if self.chance(0.98) else 0,
                          1 if self.chance(0.98) else 0, flags, limit, self.random.choice((0, 7)),
                          self.random.choice((0, 7, -7)), self.random.choice((0, 7, -7)))
        self.accounts[tenant].append(ident)
        self.ledger_of[ident] = account.ledger
        self.account_commands[tenant].append(account)
        return account

    def new_ledger_or_bit(self, command, field):
        if field == 'ledger':
            return self.some_ledger(command.tenant)
        return getattr(command, field) ^ self.random.choice((1, 2, 4))

    def amount(self, tenant):
        if tenant == 3 and self.chance(0.3):
            return self.random.choice((MAX, MAX - 1, MAX // 2, MAX // 3, MAX // 2 + 1))
        return self.random.choice((0, 1, 5, 10, 40, 99, -1 if self.chance(0.01) else 100, 1000))

    def transfer(self, tenant):
        kind = self.random.random()
        if self.sent[tenant] and kind < 0.15:
            return self.again(tenant)
        if self.holds[tenant] and kind < 0.4:
            return self.noted(self.resolution(tenant))
        return self.noted(self.fresh(tenant))

    def noted(self, transfer):
        self.sent[transfer.tenant].append(transfer)
        if transfer.flags & PENDING:
            self.holds[transfer.tenant].append(transfer)
        return transfer

    def recent(self, items):
        """Mostly one of the newest, sometimes any."""
        return items[-1 - self.random.randrange(min(len(items), 30))] if self.chance(0.7) else \
            self.random.choice(items)

    def again(self, tenant):
        """An id used before: the same command, or with one field changed."""
        transfer = self.recent(self.sent[tenant])
        if self.chance(0.4):
            return transfer
        field = self.random.choice(FIELDS_TO_CHANGE)
        if field in ('debit', 'credit'):
            value = self.some_account(tenant)
        elif field == 'reference':
            value = transfer.reference + 'x'
        elif field == 'amount':
            value = self.amount(tenant)
        elif field == 'pending_id' and self.holds[tenant]:
            value = self.recent(self.holds[tenant]).id
        else:
            value = self.new_ledger_or_bit(transfer, field)
        return transfer._replace(**{field: value})

    def user_data(self):
        return dict(user_data_128=self.random.choice((0, 0, 3)),
                    user_data_64=self.random.choice((0, 0, 4, -4)),
                    user_data_32=self.random.choice((0, 0, 5, -5)),
                    reference=self.random.choice(('', '', 'rent', 'x' * 140,
                                                  'x' * (141 if self.chance(0.02) else 139))))

    def fresh(self, tenant):
        flags = 0
        timeout = 0
        if self.chance(0.35):
            flags |= PENDING
            timeout = self.random.choice((0, 0, 1, 2, 30, 3600))
            if self.chance(0.01):
                flags |= self.random.choice((CLOSING_DEBIT, CLOSING_CREDIT,
                                             CLOSING_DEBIT | CLOSING_CREDIT))
        if self.chance(0.08):
            flags |= self.random.choice((BALANCING_DEBIT, BALANCING_CREDIT,
                                         BALANCING_DEBIT | BALANCING_CREDIT))
        debit = self.some_account(tenant)
        transfer = Transfer(tenant, self.new_id(), debit, self.partner(tenant, debit),
                            self.amount(tenant), 0, timeout, 0, 1, flags, **self.user_data())
        if flags & (BALANCING_DEBIT | BALANCING_CREDIT) and self.chance(0.5):
            transfer = transfer._replace(amount=MAX)
        if self.chance(0.03):
            transfer = transfer._replace(**self.random.choice((
                {'code': 0}, {'id': self.odd_id()}, {'pending_id': self.new_id()},
                {'timeout': 9}, {'flags': flags | 256}, {'flags': flags | CLOSING_DEBIT},
                {'credit': transfer.debit}, {'amount': MAX})))
        if self.chance(0.2):
            ledger = self.ledger_of.get(debit, 0)
            transfer = transfer._replace(
                ledger=ledger if self.chance(0.9) else self.some_ledger(tenant))
        return transfer

    def resolution(self, tenant):
        hold = self.recent(self.holds[tenant])
        flags = POST if self.chance(0.6) else VOID
        everything = MAX if flags == POST else 0
        amount = self.random.choice((everything, everything, hold.amount, hold.amount // 2,
                                     min(hold.amount + 1, MAX)))
        transfer = Transfer(tenant, self.new_id(), 0, 0, amount, hold.id, 0, 0, 0, flags,
                            **self.user_data())
        if self.chance(0.3):
            transfer = transfer._replace(debit=hold.debit, credit=hold.credit, code=hold.code)
        if self.chance(0.04):
            transfer = transfer._replace(**self.random.choice((
                {'flags': POST | VOID}, {'flags': flags | PENDING}, {'pending_id': 0},
                {'flags': flags | BALANCING_DEBIT}, {'pending_id': ID_MAX}, {'timeout': 3},
                {'pending_id': transfer.id}, {'pending_id': self.new_id()}, {'code': 2},
                {'debit': self.some_account(tenant)}, {'credit': self.some_account(tenant)},
                {'ledger': self.some_ledger(tenant)}, {'ledger': self.new_id()},
                {'pending_id': self.recent(self.sent[tenant]).id})))
        return transfer

    def request(self, make, tenant, length):
        """Commands of one client call; some of them linked, the last one rarely so. Now and then a
        whole call comes again, as from a client that did not hear its reply."""
        chains = self.chains.setdefault((make.__name__, tenant), [])
        if chains and self.chance(0.05):
            return self.random.choice(chains)
        commands = [make(tenant) for _ in range(length)]
        position = 0
        while position < length:
            if self.chance(0.06):
                chain = self.random.randrange(2, 6)
                for i in range(position, min(position + chain, length)):
                    # An id of before keeps its flags, so that the chain meets it as it is.
                    commands[i] = commands[i]._replace(flags=commands[i].flags | LINKED)
                position += chain
            position += 1
        if length and not self.chance(0.01):
            commands[-1] = commands[-1]._replace(flags=commands[-1].flags & ~LINKED)
        if any(command.flags & LINKED for command in commands):
            chains.append(commands)
        return commands
