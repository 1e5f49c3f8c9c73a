"""The door /graphql as others see it, and as people use it."""

import json
import re
import subprocess
import urllib.error
import urllib.request

from bank import new_id
from server import ROOT


def send(url, document, credential=None, headers=None, **variables):
    """A document with variables; the status, and the response as JSON."""
    head = {"Content-Type": "application/json"} | (headers or {})
    if credential:
        head["Authorization"] = f"Bearer {credential}"
    body = json.dumps({"query": document, "variables": variables}).encode()
    request = urllib.request.Request(url, body, head, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.status, json.loads(reply.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def ask(url, bank, document, **variables):
    status, response = send(url, document, bank.key["secret"], **variables)
    assert status == 200, response
    return response


def test_every_must_of_graphql_over_http_is_kept(node, bank):
    audits = node("audits.mjs", bank.key["secret"])
    assert len(audits) > 30
    broken = [audit for audit in audits
              if audit["status"] != "ok" and not audit["name"].startswith("MAY")]
    assert not broken, json.dumps(broken, indent=1)


def test_a_client_makes_a_schema_of_the_introspection(node, bank):
    schema = node("client_schema.mjs", bank.key["secret"])
    assert schema["problems"] == []
    assert {"ledgerAccountsGet", "ledgerTransfersList", "eventsList"} <= set(schema["queries"])
    assert {"ledgerTransfersCreate", "teamsChange"} <= set(schema["mutations"])
    assert "eventsTail" in schema["subscriptions"]


def test_every_operation_that_is_no_file_is_in_the_schema(node, bank):
    schema = node("client_schema.mjs", bank.key["secret"])
    with open(f"{ROOT}/api/v1.lock.json", encoding="utf-8") as file:
        operations = json.load(file)["operations"]
    names = {"query": "queries", "stream": "subscriptions"}
    for operation in operations:
        if operation["kind"] in ("upload", "download"):
            continue
        first, *words = operation["name"].replace("_", ".").split(".")
        field = first + "".join(word.capitalize() for word in words)
        assert field in schema[names.get(operation["kind"], "mutations")], operation["name"]


def test_every_list_is_gone_through_as_a_connection(node, url, bank):
    lines = node("client_schema.mjs", bank.key["secret"])["text"].splitlines()
    lists = [line for line in lines if re.search(r"\): \w+Connection!?$", line)]
    assert len(lists) > 30
    assert [line for line in lists if "cursor: " in line or "limit: " in line] == []
    for i in range(4):
        bank.owner.api_keys_create(name=f"Key {i}", role="member")
    document = """query ($after: String) { apiKeysList(first: 2, after: $after) {
        nodes { name } pageInfo { hasNextPage endCursor } } }"""
    names, after = [], None
    while True:
        page = ask(url, bank, document, after=after)["data"]["apiKeysList"]
        names += [node["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert sorted(names) == sorted(["all", *(f"Key {i}" for i in range(4))])


def test_five_hundred_documents_are_executed_as_by_the_reference(node, bank):
    for i in range(1, 4):
        bank.api.teams_create(name=f"Team {i}")
        bank.transfer(bank.source, bank.cash, f"{i}.50")
    found = node("differential.mjs", bank.key["secret"], "20260101", "500")
    assert found["asked"] == 500 and found["questions"] > 20
    assert found["different"] == [], json.dumps(found["different"], indent=1)[:6000]


def test_a_federation_is_composed_and_asked(node, bank):
    found = node("federation.mjs", bank.key["secret"], bank.cash)
    assert found["problems"] == []
    for answer, field in ((found["from_here"], "ledgerAccountsGet"),
                          (found["from_there"], "noted")):
        assert "errors" not in answer, answer
        assert answer["data"][field] == {"name": "Cash", "note": f"note on {bank.cash}",
                                         "ledger": {"name": "Main"}}


def test_money_is_moved_and_read_by_graphql(url, bank):
    document = """
      mutation ($input: CreateTransferInput!, $key: String) {
        ledgerTransfersCreate(input: $input, idempotencyKey: $key) {
          id amount debitAccount { name } creditAccount { name ledger { name } }
        }
      }"""
    given = {"debitAccount": bank.source, "creditAccount": bank.cash, "amount": "12.50 INR"}
    first = ask(url, bank, document, input=given, key="once")["data"]["ledgerTransfersCreate"]
    assert first["amount"] == "12.50 INR"
    assert first["debitAccount"] == {"name": "Source"}
    assert first["creditAccount"] == {"name": "Cash", "ledger": {"name": "Main"}}
    again = ask(url, bank, document, input=given, key="once")["data"]["ledgerTransfersCreate"]
    assert again["id"] == first["id"]
    assert bank.balance(bank.cash) == "12.50"


def test_a_command_with_a_key_is_done_once(url, bank):
    document = """mutation ($name: String!, $key: String) {
      teamsCreate(input: {name: $name}, idempotencyKey: $key) { id name } }"""
    first = ask(url, bank, document, name="Tellers", key="k1")["data"]["teamsCreate"]
    assert ask(url, bank, document, name="Tellers", key="k1")["data"]["teamsCreate"] == first
    other = ask(url, bank, document, name="Others", key="k1")
    assert other["data"] == {"teamsCreate": None}
    assert other["errors"][0]["extensions"]["code"] == "idempotency_mismatch"


def test_pages_go_on_from_any_edge(url, bank):
    for number in range(5):
        bank.open(f"Account {number}")
    document = """query ($after: String) {
      ledgerAccountsList(first: 3, after: $after, sort: NAME_DESC) {
        edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }"""
    whole, after = [], None
    while True:
        page = ask(url, bank, document, after=after)["data"]["ledgerAccountsList"]
        whole += page["edges"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    names = [edge["node"]["name"] for edge in whole]
    assert names == sorted(names, reverse=True) and len(names) == 8
    for place, edge in enumerate(whole):
        page = ask(url, bank, document, after=edge["cursor"])["data"]["ledgerAccountsList"]
        assert [one["node"]["name"] for one in page["edges"]] == names[place + 1:place + 4]


def test_what_is_refused_says_why_and_where(url, bank):
    answer = ask(url, bank, """query ($id: ID!) {
      there: ledgerAccountsGet(id: $id) { name }
      none: ledgerAccountsGet(id: "acct_x") { name } }""", id=new_id("acct"))
    assert answer["data"] == {"there": None, "none": None}
    missing, broken = answer["errors"]
    assert (missing["path"], missing["extensions"]["code"]) == (["there"], "not_found")
    assert broken["extensions"]["pointer"] == "/id"
    assert len(missing["extensions"]["traceId"]) == 32


def test_permissions_are_those_of_the_caller(url, bank):
    _, key = bank.key_client(scopes=["ledger.accounts:read"])
    status, answer = send(url, """{ ledgerAccountsList { nodes { name } }
      teamsList { nodes { name } } }""", key["secret"])
    assert status == 200
    assert len(answer["data"]["ledgerAccountsList"]["nodes"]) == 3
    assert answer["data"]["teamsList"] is None
    assert answer["errors"][0]["extensions"]["code"] == "forbidden"


def test_a_tenant_sees_nothing_of_another(url, bank, operator):
    other = type(bank)(operator)
    answer = ask(url, other, "query ($id: ID!) { ledgerAccountsGet(id: $id) { name } }",
                 id=bank.cash)
    assert answer["data"] == {"ledgerAccountsGet": None}


def test_reading_restricted_data_is_in_the_audit(url, bank):
    bank.fund(bank.cash, "1.00")
    ask(url, bank, "{ ledgerTransfersList { nodes { creditAccount { name } } } }")
    entries = {entry["operation"]: entry.get("target", "")
               for entry in bank.owner.audit_list(limit=50)["items"]}
    assert "graphql ledger.transfers.list" in entries["ledger.transfers.list"]
    assert bank.cash in entries["resources.resolve"]


def test_cookies_of_pages_elsewhere_change_nothing(url, bank):
    document = 'mutation { teamsCreate(input: {name: "Evil"}) { id } }'
    cookie = {"Cookie": bank.owner.cookie}
    assert send(url, document, headers=cookie)[0] == 403
    assert send(url, document, headers=cookie | {"Origin": "https://evil.example"})[0] == 403
    origin = url.removesuffix("/graphql")
    status, answer = send(url, document.replace("Evil", "Good"), headers=cookie | {"Origin": origin})
    assert status == 200 and answer["data"]["teamsCreate"]["id"].startswith("team_")


def test_strangers_learn_nothing_of_the_schema(url):
    status, answer = send(url, "{ __schema { queryType { name } } }")
    assert status == 200 and "data" not in answer
    assert answer["errors"][0]["extensions"]["rule"] == "introspection"


def follow(url, bank, kind):
    done = subprocess.Popen(["tools/node_script.sh", "tests/graphql_http", "follow.mjs", kind, url,
                             bank.key["secret"], "1"], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert done.stdout.readline() == "ready\n", done.stderr.read()[-2000:]
        # It may connect only after this: several, so that one comes when it is there.
        line = None
        for _ in range(20):
            bank.fund(bank.cash, "1.00")
            try:
                done.wait(0.5)
            except subprocess.TimeoutExpired:
                continue
            line = done.stdout.readline()
            break
        assert line, done.stderr.read()[-2000:]
        return json.loads(line)
    finally:
        done.kill()
        done.wait()


def test_a_client_follows_events_over_a_websocket(url, bank):
    result = follow(url, bank, "ws")
    assert result["data"]["eventsTail"]["type"] == "ledger.transfers.posted"
    assert result["extensions"]["eventId"]


def test_a_client_follows_server_sent_events(url, bank):
    result = follow(url, bank, "sse")
    assert result["data"]["eventsTail"]["type"] == "ledger.transfers.posted"
