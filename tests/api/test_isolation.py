"""One tenant never sees another: every operation of the description, called by tenant B with the ids of
tenant A, answers without a trace of A."""

import json
import re

import pytest

from bank import PASSWORD, Bank, money, new_id
from client import Problem

CANARY = "canary-7f3a"
ID = re.compile(r"\b(?:tnt|usr|ses|key|ledg|acct|trf|imp|evt|oac|sso|dom|team)"
                r"_[0-9a-hjkmnp-tv-z]{26}\b")
# Of operations that B must not run here because they would end the test's own means.
SKIPPED = {"events.tail", "session.sign_out"}


@pytest.fixture
def owner_of_canaries(operator):
    """Tenant A: every text it may choose carries a canary."""
    bank = Bank(operator, name=f"{CANARY} tenant")
    account = bank.open(f"{CANARY} account", reference=f"{CANARY} reference")
    transfer = bank.transfer(bank.source, account, "77.77", reference=f"{CANARY} payment")
    hold = bank.api.ledger_holds_create(debit_account=bank.source, credit_account=account,
                                        amount=money("7.77"), reference=f"{CANARY} hold")
    user = bank.owner.users_add(email=f"{CANARY}@{bank.slug}.example", name=f"{CANARY} user",
                                password=PASSWORD, role="member")
    client = bank.owner.oauth_clients_create(name=f"{CANARY} client", authentication="client_secret",
                                             grant_types=["client_credentials"],
                                             scopes=["users:read"])["client"]
    connection = bank.owner.sign_on_connections_create(
        name=f"{CANARY} connection", protocol="oidc", issuer="https://login.example")
    domain = bank.owner.sign_on_domains_add(domain=f"{CANARY}.example", connection=connection["id"])
    team = bank.owner.teams_create(name=f"{CANARY} team")
    bank.owner.teams_members_add(id=team["id"], users=[user["id"]])
    bank.ids = {"oac": client["id"], "sso": connection["id"], "dom": domain["id"],
                "team": team["id"],
                "ledg": bank.ledger, "acct": account, "trf": transfer["id"], "usr": user["id"],
                "key": bank.key["id"], "tnt": bank.id, "hold": hold["id"],
                "evt": bank.owner.audit_list(limit=1)["items"][0]["id"]}
    bank.account = account
    return bank


def operations(server_client):
    document = server_client.raw("GET", "/api/openapi.json")

    def resolve(node):
        while "$ref" in node:
            target = document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation, resolve


def example(schema, resolve, ids, field):
    """A value of the schema that names A's things wherever it can."""
    schema = resolve(schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object":
        # Not the ids that a caller chooses: taking A's is no trespass (see test_the_same_ids…).
        return {name: example(inner, resolve, ids, name)
                for name, inner in schema.get("properties", {}).items()
                if name in schema.get("required", []) or
                name != "id" and schema_prefix(resolve(inner))}
    if kind == "array":
        return [example(schema["items"], resolve, ids, field)]
    if kind == "integer":
        return max(1, schema.get("minimum", 1))
    if kind == "boolean":
        return True
    return text_example(schema, ids, field)


def schema_prefix(schema):
    found = re.match(r"\^([a-z]+)_", schema.get("pattern", ""))
    return found[1] if found else None


def text_example(schema, ids, field):
    if field in ("hold", "pending_id"):
        return ids["hold"]
    if schema_prefix(schema):
        return ids.get(schema_prefix(schema), new_id(schema_prefix(schema)))
    formats = {"date-time": "2026-01-01T00:00:00Z", "email": "b@b.example", "password": PASSWORD,
               "uuid": "01890a5d-ac96-774b-bcce-b302099a8057"}
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if field == "amount":
        return "1.00"
    if field in ("asset", "name", "slug"):
        return {"asset": "INR", "name": "B", "slug": f"b-{new_id('x')[2:12]}"}[field]
    return "b" * max(1, schema.get("minLength", 1))


def attempt(client, path, method, operation, resolve, ids):
    query, headers = {}, {}
    for parameter in map(resolve, operation.get("parameters", [])):
        value = example(parameter["schema"], resolve, ids, parameter["name"])
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", str(value))
        elif parameter.get("required") or schema_prefix(resolve(parameter["schema"])):
            query[parameter["name"]] = value
    content = operation.get("requestBody", {}).get("content", {})
    body = None
    for kind, media in content.items():
        headers["Content-Type"] = kind
        body = (example(media["schema"], resolve, ids, "") if kind == "application/json"
                else json.dumps({"debit_account": ids["acct"], "credit_account": ids["acct"],
                                 "amount": "1.00", "asset": "INR"}).encode())
    try:
        return client.request(method, path, query=query, body=body, headers=headers)
    except Problem as problem:
        return problem.document


def test_no_operation_shows_another_tenant(owner_of_canaries, operator, server):
    other = Bank(operator, name="Plain tenant")
    ids = owner_of_canaries.ids
    known = set(ids.values())
    before = owner_of_canaries.api.ledger_accounts_get(id=ids["acct"])
    log_before = len(server.log_text())
    called = 0
    for client in (other.api, other.owner):
        for path, method, operation, resolve in operations(client):
            if operation["operationId"] in SKIPPED:
                continue
            reply = attempt(client, path, method, operation, resolve, ids)
            called += 1
            where = operation["operationId"]
            assert reply.status < 500, (where, reply.text)
            shown = reply.text + json.dumps(list(reply.headers.items()))
            assert CANARY not in shown, where
            if "{" in path:
                assert reply.status in (403, 404), (where, reply.status, reply.text)
            # The ids one sent may come back in a problem, and in one's own audit, which says what
            # was asked for; nothing else of A's may.
            audited = known - {ids["evt"]} if where.startswith("audit.") else set()
            sent_back = known if reply.status >= 400 else audited
            leaked = set(ID.findall(shown)) & known - sent_back
            assert not leaked, (where, leaked)
    assert called >= 50
    assert CANARY not in server.log_text()[log_before:]
    assert dict(owner_of_canaries.api.ledger_accounts_get(id=ids["acct"])) == dict(before)
    statement = owner_of_canaries.api.ledger_accounts_statement(id=ids["acct"])["items"]
    assert len(statement) == 2


def test_lists_hold_only_the_own(owner_of_canaries, operator):
    other = Bank(operator, name="Plain tenant")
    for listing in (other.api.ledger_ledgers_list, other.api.ledger_accounts_list,
                    other.api.ledger_transfers_list, other.api.audit_list, other.owner.users_list,
                    other.owner.api_keys_list):
        shown = listing(limit=1000).text
        assert CANARY not in shown
        assert not set(ID.findall(shown)) & set(owner_of_canaries.ids.values())
    by_reference = other.api.ledger_accounts_list(reference=f"{CANARY} reference")
    assert by_reference["items"] == []


def test_the_same_ids_are_free_in_another_tenant(owner_of_canaries, operator):
    """Ids are of a tenant: taking one that A uses neither fails nor tells that A has it."""
    other = Bank(operator)
    ids = owner_of_canaries.ids
    ledger = other.api.ledger_ledgers_open(id=ids["ledg"], name="Mine", asset="INR")
    assert ledger.status == 201
    account = other.api.ledger_accounts_open(id=ids["acct"], ledger=ids["ledg"], name="Mine")
    assert account.status == 201 and account["balance"] == money("0.00")
    source = other.open("Source", limit="none", ledger=ids["ledg"])
    done = other.transfer(source, ids["acct"], "5.00", id=ids["trf"])
    assert done.status == 201
    assert other.balance(ids["acct"]) == "5.00"
    assert owner_of_canaries.balance(ids["acct"]) == "77.77"


def test_replies_stored_for_a_key_are_of_the_tenant(owner_of_canaries, operator):
    other = Bank(operator)
    for bank in (owner_of_canaries, other):
        done = bank.owner.users_add(email=f"k@{bank.slug}.example", name=bank.slug,
                                    password=PASSWORD, role="member", idempotency_key="shared")
        assert done["name"] == bank.slug and "Idempotent-Replayed" not in done.headers


def test_metrics_name_nobody(owner_of_canaries, anonymous):
    owner_of_canaries.fund(owner_of_canaries.account, "1.00")
    shown = anonymous.raw("GET", "/metrics").content.decode()
    assert "ledger.transfers.create" in shown
    assert CANARY not in shown and not ID.search(shown) and owner_of_canaries.slug not in shown
