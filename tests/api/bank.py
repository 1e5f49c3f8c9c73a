"""What tests arrange: tenants of their own, with people, keys, ledgers and accounts."""

import itertools
import uuid

from client import Client

PASSWORD = "a password for tests"
_numbers = itertools.count(1)
BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix):
    """A fresh id as a caller makes one: a version 4 UUID behind a prefix."""
    number = uuid.uuid4().int
    digits = "".join(BASE32[number >> 5 * place & 31] for place in reversed(range(26)))
    return f"{prefix}_{digits}"


def money(amount, asset="INR"):
    return {"amount": amount, "asset": asset}


def sign_in(url, email, password=PASSWORD, tenant=None, tls=None):
    """A client with a session cookie, as a browser has."""
    client = Client(url, tls=tls)
    reply = client.session_sign_in(email=email, password=password, tenant=tenant)
    client.cookie = reply.headers["Set-Cookie"].split(";")[0]
    client.session = reply
    return client


class Tenant:
    """A tenant with an owner signed in by cookie and an API key that may do everything."""

    def __init__(self, operator, sandbox=True, name="Test Bank"):
        self.slug = f"test-{next(_numbers)}-{uuid.uuid4().hex[:8]}"
        self.email = f"owner@{self.slug}.example"
        owner = {"email": self.email, "name": "Owner", "password": PASSWORD}
        self.record = operator.platform_tenants_create(slug=self.slug, name=name, sandbox=sandbox,
                                                       owner=owner)
        self.id = self.record["id"]
        self.owner = sign_in(operator.url, self.email)
        self.key = self.owner.api_keys_create(name="all",
                                              scopes=self.owner.session["permissions"])
        self.api = self.owner.copy(api_key=self.key["secret"], cookie=None)

    def key_client(self, **arguments):
        """A client with another API key of this tenant: scopes=[…] or role=…"""
        key = self.owner.api_keys_create(name="another", **arguments)
        return self.api.copy(api_key=key["secret"]), key

    def user_client(self, role):
        email = f"{role}-{next(_numbers)}@{self.slug}.example"
        self.owner.users_add(email=email, name=role.title(), password=PASSWORD, role=role)
        return sign_in(self.api.url, email)


class Bank(Tenant):
    """A tenant with a ledger in INR, a source that may go below zero, and accounts that may not."""

    def __init__(self, operator, **arguments):
        super().__init__(operator, **arguments)
        self.ledger = self.api.ledger_ledgers_open(name="Main", asset="INR")["id"]
        self.source = self.open("Source", limit="none")
        self.payroll = self.open("Payroll")
        self.cash = self.open("Cash")

    def open(self, name, limit="debits_must_not_exceed_credits", **arguments):
        arguments.setdefault("ledger", self.ledger)
        return self.api.ledger_accounts_open(name=name, limit=limit, **arguments)["id"]

    def transfer(self, debit, credit, amount, **arguments):
        if isinstance(amount, str):
            amount = money(amount)
        return self.api.ledger_transfers_create(debit_account=debit, credit_account=credit,
                                                amount=amount, **arguments)

    def fund(self, account, amount):
        return self.transfer(self.source, account, amount)

    def balance(self, account):
        return self.api.ledger_accounts_get(id=account)["balance"]["amount"]

    def available(self, account):
        return self.api.ledger_accounts_get(id=account)["available"]["amount"]
