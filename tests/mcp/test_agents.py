"""What agents find and may do: what REST gives, with a person's word and on record."""

import json
import urllib.request
import uuid

import pytest
from agent import NO, YES, Agent, Refused, post
from bank import Bank, Tenant, money
from patience import wait_for
from test_login import CLIENT, DEVICE_GRANT
from test_login import post as form


def agent_of(tenant, **arguments):
    return Agent(tenant.owner.url, tenant.key["secret"], **arguments)


def entries(tenant, operation):
    found = tenant.owner.each(tenant.owner.audit_list, limit=50, operation=operation)
    return [entry | {"detail": json.loads(entry.get("detail") or "{}")} for entry in found]


def test_tools_are_the_operations_one_may_use(bank):
    tools = {tool["name"]: tool for tool in agent_of(bank).tools()}
    assert list(tools) == sorted(tools)
    assert {"ledger.transfers.create", "ledger.accounts.list", "audit.list"} <= set(tools)
    transfer = tools["ledger.transfers.create"]
    assert transfer["annotations"]["readOnlyHint"] is False
    assert transfer["annotations"]["idempotentHint"] is True
    assert "amount" in transfer["inputSchema"]["properties"]
    assert tools["ledger.accounts.get"]["annotations"]["readOnlyHint"] is True
    # Secrets, credentials and what another door is for are nothing for agents.
    for name in ("api_keys.create", "session.sign_in", "ledger.ledgers.export_csv", "events.tail"):
        assert name not in tools, name
    reader, key = bank.key_client(scopes=["ledger.accounts:read"])
    few = {tool["name"] for tool in Agent(reader.url, key["secret"]).tools()}
    assert "ledger.accounts.list" in few and "ledger.transfers.create" not in few
    assert not any(name.startswith("platform.") for name in tools)


def test_a_tool_gives_what_rest_gives(bank):
    agent = agent_of(bank)
    result = agent.call("ledger.accounts.get", id=bank.cash)
    assert result["structuredContent"] == dict(bank.api.ledger_accounts_get(id=bank.cash))
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
    page = agent.call("ledger.accounts.list", limit=2, ledger=bank.ledger)["structuredContent"]
    assert len(page["items"]) == 2
    further = agent.call("ledger.accounts.list", limit=2, ledger=bank.ledger, cursor=page["next"])
    assert {item["id"] for item in page["items"]}.isdisjoint(
        item["id"] for item in further["structuredContent"]["items"])


def test_faults_are_results_that_say_why(bank):
    agent = agent_of(bank, says=YES)
    missing = agent.call("ledger.accounts.get", id="acct_00000000000000000000000000")
    assert missing["isError"] and missing["structuredContent"]["code"] == "not_found"
    wrong = agent.call("ledger.transfers.create", debit_account=bank.source, amount="1.00", x=1)
    assert wrong["isError"] and wrong["structuredContent"]["code"] == "invalid"
    assert {e["pointer"] for e in wrong["structuredContent"]["errors"]} == {"/amount", "/x"}
    assert agent.asked == [], "a person is not asked about what cannot be done"
    reader, key = bank.key_client(scopes=["ledger.accounts:read"])
    refused = Agent(reader.url, key["secret"]).call("ledger.transfers.create")
    assert refused["isError"] and refused["structuredContent"]["code"] == "forbidden"
    with pytest.raises(Refused) as unknown:
        agent.call("ledger.nothing")
    assert unknown.value.error["code"] == -32602


def test_a_write_waits_for_a_person(bank):
    before = bank.balance(bank.cash)
    wanted = {"debit_account": bank.source, "credit_account": bank.cash, "amount": money("7.00")}
    declined = agent_of(bank, says=NO).call("ledger.transfers.create", **wanted)
    assert declined["isError"] and "declined" in declined["content"][0]["text"]
    mute = agent_of(bank).call("ledger.transfers.create", **wanted)
    assert mute["isError"] and "agent_confirmation" in mute["content"][0]["text"]
    assert bank.balance(bank.cash) == before
    agent = agent_of(bank, says=YES)
    assert not agent.call("ledger.transfers.create", **wanted)["isError"]
    assert float(bank.balance(bank.cash)) == float(before) + 7
    [message] = agent.asked
    assert "agent under test wants to: Move an amount" in message and bank.cash in message


def test_a_tenant_says_what_needs_a_word(operator):
    bank = Bank(operator)
    agent = agent_of(bank)  # it cannot ask
    team = bank.owner.teams_create(name="Support")["id"]
    wanted = {"debit_account": bank.source, "credit_account": bank.cash, "amount": money("7.00")}

    def confirm(when):
        bank.owner.gateway_change(rules={"agent_confirmation": when})

    def done(tool, **arguments):
        return not agent.call(tool, **arguments)["isError"]

    assert not done("ledger.transfers.create", **wanted)
    confirm("destructive")
    wait_for(lambda: done("ledger.transfers.create", **wanted))
    assert not done("teams.delete", id=team)
    confirm("inherit")
    wait_for(lambda: not done("ledger.transfers.create", **wanted))
    confirm("never")
    wait_for(lambda: done("teams.delete", id=team))
    other = Bank(operator)
    assert agent_of(other).call("ledger.ledgers.open", name="L", asset="INR")["isError"]


def test_everything_is_on_record_with_agent_and_person(bank):
    name = f"agent {uuid.uuid4().hex[:8]}"
    agent = agent_of(bank, name=name, says=YES)
    agent.call("ledger.ledgers.list")
    agent.call("ledger.transfers.create", debit_account=bank.source, credit_account=bank.cash,
               amount=money("1.00"))
    agent_of(bank, name=name, says=NO).call("ledger.ledgers.open", name="No", asset="INR")

    def of(operation):
        return [entry for entry in entries(bank, operation) if entry["detail"].get("agent") == name]

    [read] = of("ledger.ledgers.list")
    assert (read["actor"], read["outcome"]) == (bank.key["id"], "done")
    assert read["detail"]["agent_version"] == "7"
    [moved] = of("ledger.transfers.create")
    assert (moved["outcome"], moved["detail"]["confirmed"]) == ("done", "yes")
    [not_done] = of("ledger.ledgers.open")
    assert (not_done["outcome"], not_done["detail"]["confirmation"]) == ("refused", "declined")


def test_of_an_agent_that_a_person_signed_in_the_person_is_on_record(operator):
    tenant = Tenant(operator)
    url = tenant.owner.url
    begun = form(url, "/oauth/device_authorization", client_id=CLIENT, scope="openid teams:read")
    tenant.owner.oauth_devices_open(user_code=begun["user_code"])
    tenant.owner.oauth_devices_decide(user_code=begun["user_code"], approve=True)
    token = form(url, "/oauth/token", grant_type=DEVICE_GRANT, client_id=CLIENT,
                 device_code=begun["device_code"])["access_token"]
    agent = Agent(url, token, name="their agent")
    assert not agent.call("teams.list")["isError"]
    assert "users.list" not in {tool["name"] for tool in agent.tools()}, "not in the scope"
    [read] = [entry for entry in entries(tenant, "teams.list")
              if entry["detail"].get("agent") == "their agent"]
    person = tenant.owner.session_get()["user"]["id"]
    assert person.startswith("usr_") and read["actor"] == person


def test_a_word_is_good_for_one_time(bank):
    agent = agent_of(bank, says=YES)
    arguments = {"name": f"L{uuid.uuid4().hex[:8]}", "asset": "INR"}
    params = {"name": "ledger.ledgers.open", "arguments": arguments}
    asked = agent.send("tools/call", params)
    again = params | {"inputResponses": {"confirm": YES}, "requestState": asked["requestState"]}
    first = agent.send("tools/call", again)["structuredContent"]
    second = agent.send("tools/call", again)
    assert second["structuredContent"].get("id", first["id"]) == first["id"]
    named = [ledger for ledger in bank.owner.each(bank.owner.ledger_ledgers_list)
             if ledger["name"] == arguments["name"]]
    assert len(named) == 1
    moved = dict(again) | {"arguments": arguments | {"name": "Another"}}
    with pytest.raises(Refused) as other:
        agent.send("tools/call", moved)
    assert other.value.error["code"] == -32602


def test_a_repeated_key_does_nothing_twice(bank):
    agent = agent_of(bank, says=YES)
    meta = {"sangam/idempotencyKey": uuid.uuid4().hex}
    email = f"m{uuid.uuid4().hex[:8]}@{bank.slug}.example"
    add = {"email": email, "name": "M", "password": "a password for tests", "role": "member"}
    first = agent.call("users.add", meta, **add)["structuredContent"]
    assert agent.call("users.add", meta, **add)["structuredContent"] == first
    other = agent.call("users.add", meta, **(add | {"name": "N"}))
    assert other["structuredContent"]["code"] == "idempotency_mismatch"


def test_resources_are_what_ids_name(bank):
    agent = agent_of(bank)
    templates = agent.send("resources/templates/list")["resourceTemplates"]
    assert "sangam://account/{id}" in {t["uriTemplate"] for t in templates}
    [contents] = agent.send("resources/read", {"uri": f"sangam://account/{bank.cash}"})["contents"]
    assert json.loads(contents["text"]) == dict(bank.api.ledger_accounts_get(id=bank.cash))
    for uri in (f"sangam://ledger/{bank.cash}", "sangam://account/acct_x", "file:///etc/passwd",
                "sangam://account/acct_00000000000000000000000000"):
        with pytest.raises(Refused) as nothing:
            agent.send("resources/read", {"uri": uri})
        assert nothing.value.error["data"] == {"uri": uri}
    listed = {resource["uri"] for resource in agent.send("resources/list")["resources"]}
    assert "sangam://description/openapi" in listed
    [openapi] = agent.send("resources/read", {"uri": "sangam://description/openapi"})["contents"]
    assert json.loads(openapi["text"])["openapi"].startswith("3.1")


def test_prompts_are_filled_in(bank):
    agent = agent_of(bank)
    prompts = {prompt["name"] for prompt in agent.send("prompts/list")["prompts"]}
    assert {"ledger.explain_account", "ledger.check_books", "audit.who_did_what"} <= prompts
    filled = agent.send("prompts/get", {"name": "ledger.explain_account",
                                        "arguments": {"account": bank.cash}})
    assert bank.cash in filled["messages"][0]["content"]["text"]
    with pytest.raises(Refused) as missing:
        agent.send("prompts/get", {"name": "ledger.explain_account"})
    assert "/arguments/account" in missing.value.error["message"]
    reader, key = bank.key_client(scopes=["ledger.accounts:read"])
    few = Agent(reader.url, key["secret"]).send("prompts/list")["prompts"]
    assert "audit.who_did_what" not in {prompt["name"] for prompt in few}


def test_a_change_is_told_to_who_follows(bank):
    """A session's stream says that a resource changed; what it is, the client reads."""
    key = {"Authorization": f"Bearer {bank.key['secret']}"}
    url = bank.owner.url + "/mcp"
    status, fields, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "a",
                                                                           "version": "1"}}}, key)
    assert status == 200
    session = key | {"Mcp-Session-Id": fields["Mcp-Session-Id"]}
    uri = f"sangam://account/{bank.payroll}"
    status, _, text = post(url, {"jsonrpc": "2.0", "id": 2, "method": "resources/subscribe",
                                 "params": {"uri": uri}}, session)
    assert (status, json.loads(text)["result"]) == (200, {})
    request = urllib.request.Request(url, headers=session | {"Accept": "text/event-stream"})
    with urllib.request.urlopen(request, timeout=30) as stream:
        bank.fund(bank.payroll, "3.00")
        line = b""
        while not line.startswith(b"data:"):
            line = stream.readline()
            # Whatever was there when the stream began is where it counts from.
            if line.startswith(b":"):
                bank.fund(bank.payroll, "3.00")
    told = json.loads(line.removeprefix(b"data:"))
    assert told["method"] == "notifications/resources/updated"
    assert told["params"] == {"uri": uri}


def test_who_has_no_credential_learns_where_to_get_one(server):
    status, fields, _ = post(server.url + "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "ping"}, {})
    assert status == 401
    address = fields["WWW-Authenticate"].split('resource_metadata="')[1].split('"')[0]
    with urllib.request.urlopen(address, timeout=10) as reply:
        metadata = json.load(reply)
    assert metadata["resource"] == server.url + "/mcp"
    [issuer] = metadata["authorization_servers"]
    with urllib.request.urlopen(issuer + "/.well-known/oauth-authorization-server",
                                timeout=10) as reply:
        assert json.load(reply)["code_challenge_methods_supported"] == ["S256"]
