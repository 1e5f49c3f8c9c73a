"""Streams over /ws: who gets in, what they follow, how they go on after a cut, how it ends."""

import os
import tempfile
import time

import pytest
from bank import Bank, sign_in
from server import Server
from subscriber import Refused, Subscriber

POSTED = "ledger.transfers.posted"


def by_key(tenant, key=None):
    return Subscriber(tenant.api.url, key=(key or tenant.key)["secret"])


def following(tenant, after="0"):
    subscriber = by_key(tenant)
    assert subscriber.subscribe("events.tail", after=after) == {"type": "subscribed", "id": "1"}
    return subscriber


def test_a_stream_gives_what_was_and_what_comes(bank):
    bank.fund(bank.cash, "10.00")
    with following(bank) as subscriber:
        assert subscriber.connection.subprotocol == "sangam.v1"
        assert subscriber.connection.extensions == []
        first = subscriber.receive("next")
        assert first["data"]["type"] == POSTED
        assert first["event"] == str(first["data"]["position"])
        assert bank.api.events_get(position=first["data"]["position"]) == first["data"]
        bank.fund(bank.cash, "11.00")
        assert subscriber.receive("next")["data"]["position"] > first["data"]["position"]


def test_what_is_asked_for_is_the_request_of_the_operation(bank):
    bank.fund(bank.cash, "10.00")
    with by_key(bank) as subscriber:
        assert subscriber.subscribe("events.tail", "none", input={"after": 0, "type": ["no.such"]})
        assert subscriber.subscribe("events.tail", "all", input={"after": 0, "type": [POSTED]})
        assert subscriber.receive("next")["id"] == "all"
        fault = subscriber.subscribe("events.tail", "3", input={"after": -1, "colour": "red"})
        assert fault["id"] == "3"
        assert {error["pointer"] for error in fault["problem"]["errors"]} == {"/input/after",
                                                                            "/input/colour"}
        fault = subscriber.subscribe("events.tail", "4", after="yesterday")
        assert fault["problem"]["code"] == "malformed"


def test_nothing_is_lost_when_a_connection_is_cut(bank):
    count, seen, after = 40, [], "0"
    bank.fund(bank.cash, "1.00")
    for number in range(count):
        subscriber = following(bank, after)
        message = subscriber.receive("next")
        after = message["event"]
        seen.append(message["data"]["position"])
        bank.fund(bank.cash, "1.00")  # nobody knows whether it is told before the cut
        subscriber.cut()
    listed = bank.api.events_list(type=POSTED, limit=100)["items"]
    positions = sorted(event["position"] for event in listed)
    assert seen == positions[:count]


def test_many_who_follow_a_tenant_get_the_same_in_order(bank):
    subscribers = [following(bank) for _ in range(20)]
    for number in range(1, 6):
        bank.fund(bank.cash, f"{number}.00")
    told = [[subscriber.receive("next")["data"] for _ in range(5)] for subscriber in subscribers]
    assert all(events == told[0] for events in told)
    assert sorted(event["position"] for event in told[0]) == [event["position"]
                                                             for event in told[0]]
    for subscriber in subscribers:
        subscriber.close()


def test_a_tenant_sees_its_own_events_only(bank, operator):
    other = Bank(operator)
    with following(bank) as subscriber:
        other.fund(other.cash, "99.00")
        bank.fund(bank.cash, "10.00")
        event = subscriber.receive("next")["data"]
        assert bank.api.events_get(position=event["position"]) == event


def test_a_cookie_counts_for_pages_of_this_server(bank):
    url, cookie = bank.api.url, bank.owner.cookie
    with Subscriber(url, cookie=cookie, origin=url) as subscriber:
        assert subscriber.ready["tenant"] == bank.slug
        assert subscriber.subscribe("events.tail")["type"] == "subscribed"
    for origin in ("https://elsewhere.example", None):
        with pytest.raises(Refused) as refused:
            Subscriber(url, cookie=cookie, origin=origin)
        assert refused.value.status == 403


def test_the_first_message_may_say_who_it_is(bank):
    with Subscriber(bank.api.url, origin="https://elsewhere.example") as subscriber:
        subscriber.send("authenticate", token=bank.key["secret"])
        assert subscriber.receive("ready")["tenant"] == bank.slug
        assert subscriber.subscribe("events.tail")["type"] == "subscribed"
    with Subscriber(bank.api.url) as subscriber:
        subscriber.send("authenticate", token="sk_wrong")
        assert subscriber.receive("error")["problem"]["status"] == 401
        assert subscriber.close_code() == 4401
    with pytest.raises(Refused) as refused:
        Subscriber(bank.api.url, key="sk_wrong")
    assert refused.value.status == 401


def test_only_what_one_may_is_followed(bank):
    key = bank.owner.api_keys_create(name="little", scopes=["ledger.accounts:read"])
    with by_key(bank, key) as subscriber:
        assert subscriber.subscribe("events.tail")["problem"]["code"] == "forbidden"
        assert subscriber.subscribe("ledger.accounts.list")["problem"]["code"] == "not_found"
        subscriber.send("ping")
        assert subscriber.receive() == {"type": "pong"}


def test_a_subscription_ends_when_it_is_asked_to(bank):
    with following(bank) as subscriber:
        assert subscriber.subscribe("events.tail")["problem"]["code"] == "conflict"
        subscriber.send("unsubscribe", id="1")
        assert subscriber.receive() == {"type": "complete", "id": "1"}
        bank.fund(bank.cash, "10.00")
        assert subscriber.subscribe("events.tail", after="0")["type"] == "subscribed"
        assert subscriber.receive("next")["data"]["type"] == POSTED


def test_a_connection_ends_with_its_credential(bank):
    key = bank.owner.api_keys_create(name="brief", scopes=["events:read"])
    with by_key(bank, key) as subscriber:
        subscriber.subscribe("events.tail")
        bank.owner.api_keys_revoke(id=key["id"])
        began = time.monotonic()
        assert subscriber.close_code() == 4401
        assert time.monotonic() - began < 3
    owner = sign_in(bank.api.url, bank.email)
    with Subscriber(owner.url, cookie=owner.cookie, origin=owner.url) as subscriber:
        owner.session_sign_out()
        assert subscriber.close_code() == 4401


def test_what_cannot_be_read_ends_the_connection(bank):
    for data, code in (("not JSON", 4400), ('{"type":"dance"}', 4400), (b"bytes", 1003),
                       ("x" * 70_000, 1009)):
        with by_key(bank) as subscriber:
            subscriber.send_raw(data)
            assert subscriber.close_code() == code


def test_a_ping_is_answered(bank):
    with by_key(bank) as subscriber:
        subscriber.ping()


def test_the_path_is_no_page(anonymous):
    reply = anonymous.raw("GET", "/ws")
    assert reply.status == 426
    assert reply.headers["Upgrade"] == "websocket"
    assert reply.headers["Sec-WebSocket-Version"] == "13"


def test_a_stopping_server_says_so():
    with tempfile.TemporaryDirectory(prefix="sangam-websocket-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        credentials = server.demo["operator"]
        operator = sign_in(server.url, credentials["email"], credentials["password"])
        bank = Bank(operator)
        with following(bank) as subscriber, by_key(bank) as idle:
            server.process.terminate()
            assert subscriber.close_code() == 1001
            assert idle.close_code() == 1001
        began = time.monotonic()
        assert server.stop() == 0, server.log_text()[-4000:]
        assert time.monotonic() - began < 8, "nobody had to be cut"
