"""Bad input gets a precise 4xx problem and changes nothing."""

import json

import pytest

from bank import money, new_id
from client import Problem

TRANSFERS = "/ledger/transfers"


def refusal(client, method, path, body=None, **arguments):
    """The problem that a request gets; fails when it gets none."""
    with pytest.raises(Problem) as caught:
        client.request(method, path, body=body, **arguments)
    problem = caught.value
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.document["status"] == problem.status
    assert problem.document["request_id"] == problem.headers["X-Request-Id"]
    assert problem.document["type"] == f"/docs/problems#{problem.code}"
    return problem


def post_text(client, text, content_type="application/json"):
    body = text if isinstance(text, bytes) else text.encode()
    return refusal(client, "POST", TRANSFERS, body, headers={"Content-Type": content_type})


def transfer_body(bank, **changes):
    body = {"debit_account": bank.source, "credit_account": bank.cash, "amount": money("1.00")}
    return {name: value for name, value in (body | changes).items() if value is not None}


@pytest.mark.parametrize("text", [
    b"", b" ", b"{", b"nul", b"{'amount': 1}", b'{"a": 1,}', b"[1,]", b'{"a" 1}', b'{"a": 01}',
    b'{"a": NaN}', b'{"a": 1}}', b'{"a": 1} {"a": 1}', b'{"a": "\x01"}', b'{"a": "\xff"}',
    b'{"a": "\xc3"}', b'{"a": "\xed\xa0\x80"}', b'{"\xff": 1}', b'{"a": "\\ud800"}',
    b"\xef\xbb\xbf{}", b"// note\n{}", b"[" * 100_000, b'{"a":' * 40 + b"1" + b"}" * 40,
], ids=lambda text: repr(text[:24]))
def test_malformed_json(bank, text):
    problem = post_text(bank.api, text)
    # An empty body is a request without its required fields.
    assert (problem.status, problem.code) == (400, "invalid" if not text else "malformed")


def test_duplicate_members(bank):
    text = json.dumps(transfer_body(bank))[:-1] + ', "reference": "a", "reference": "b"}'
    problem = post_text(bank.api, text)
    assert problem.code == "malformed"
    assert '"reference" appears twice' in problem.detail
    nested = '{"amount": {"amount": "1.00", "amount": "2.00", "asset": "INR"}}'
    assert post_text(bank.api, nested).code == "malformed"


def test_other_media_types(bank):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"):
        problem = post_text(bank.api, "{}", kind)
        assert (problem.status, problem.code) == (415, "unsupported_media")
    with_charset = {"Content-Type": "Application/JSON; charset=utf-8"}
    body = json.dumps(transfer_body(bank)).encode()
    assert bank.api.request("POST", TRANSFERS, body=body, headers=with_charset).status == 201


def test_all_faults_at_once(bank):
    body = {"debit_account": "acct_1", "credit_account": 7, "amount": {"amount": 1.5, "asset": "INR"},
            "code": 70_000, "flags": ["pending", "sudden"], "timeout_seconds": "soon",
            "reference": "x" * 141, "user_data": {"number": 1.5, "colour": "red"}, "extra": None}
    problem = refusal(bank.api, "POST", TRANSFERS, body)
    assert (problem.status, problem.code) == (400, "invalid")
    assert problem.faults == [
        ("/debit_account", "not_an_id"), ("/credit_account", "wrong_type"),
        ("/amount/amount", "wrong_type"), ("/code", "out_of_range"), ("/flags/1", "unknown_value"),
        ("/timeout_seconds", "wrong_type"), ("/reference", "wrong_length"),
        ("/user_data/number", "wrong_type"), ("/user_data/colour", "unknown_field"),
        ("/extra", "unknown_field")]


def test_wrong_types_of_the_whole_body(bank):
    for text in ("[]", "1", '"text"', "null", "true"):
        assert post_text(bank.api, text).faults == [("", "wrong_type")]


def test_too_many_faults_are_cut(bank):
    body = {f"field-{number}": 1 for number in range(1000)}
    assert len(refusal(bank.api, "POST", TRANSFERS, body).errors) == 100


def test_pointers_are_escaped(bank):
    problem = refusal(bank.api, "POST", TRANSFERS, transfer_body(bank, **{"a/b~c": 1}))
    assert problem.faults == [("/a~1b~0c", "unknown_field")]


def test_texts(bank):
    open_account = "/ledger/accounts"
    for name, code in (("", "wrong_length"), ("x" * 121, "wrong_length"), (" x", "outer_space"),
                       ("x ", "outer_space"), ("a\nb", "control_character"),
                       ("a\u0000b", "control_character"), (1, "wrong_type"), (None, "wrong_type")):
        problem = refusal(bank.api, "POST", open_account, {"ledger": bank.ledger, "name": name})
        assert problem.faults == [("/name", code)], name
    # 120 characters count, not the bytes of their encoding.
    account = bank.api.ledger_accounts_open(ledger=bank.ledger, name="\u0938" * 120)
    assert account["name"] == "\u0938" * 120


@pytest.mark.parametrize("amount, fault", [
    (1, ("/amount", "wrong_type")),
    ("1.00", ("/amount", "wrong_type")),
    ("1.00 INR", ("/amount", "wrong_type")),
    ([], ("/amount", "wrong_type")),
    ({"amount": 1.0, "asset": "INR"}, ("/amount/amount", "wrong_type")),
    ({"amount": 1, "asset": "INR"}, ("/amount/amount", "wrong_type")),
    ({"amount": "1.00"}, ("/amount/asset", "required")),
    ({"asset": "INR"}, ("/amount/amount", "required")),
    ({"amount": "1.001", "asset": "INR"}, ("/amount/amount", "wrong_scale")),
    ({"amount": "1,000.00", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": "1e3", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": "+1.00", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": " 1.00", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": "", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": "NaN", "asset": "INR"}, ("/amount/amount", "not_an_amount")),
    ({"amount": "99999999999999999999.00", "asset": "INR"}, ("/amount/amount", "out_of_range")),
    ({"amount": "1.00", "asset": "inr"}, ("/amount/asset", "not_an_asset")),
    ({"amount": "1.00", "asset": ""}, ("/amount/asset", "not_an_asset")),
    ({"amount": "1.00", "asset": "EUR"}, ("/amount/asset", "wrong_asset")),
    ({"amount": "1", "asset": "JPY"}, ("/amount/asset", "wrong_asset")),
    ({"amount": "1.00", "asset": "INR", "scale": 2}, ("/amount", "unknown_field")),
], ids=str)
def test_amounts(bank, amount, fault):
    problem = refusal(bank.api, "POST", TRANSFERS, transfer_body(bank, amount=amount))
    assert (problem.status, problem.faults) == (400, [fault])
    assert bank.balance(bank.cash) == "0.00"


def test_amounts_that_move_nothing(bank):
    for amount in ("-1.00", "-0.01", "-92233720368547758.08"):
        problem = refusal(bank.api, "POST", TRANSFERS, transfer_body(bank, amount=money(amount)))
        assert problem.status == 400, problem
        assert problem.faults == [("/amount", "amount_must_not_be_negative")]
    # Nothing is an amount too.
    assert bank.transfer(bank.source, bank.cash, "0.00").status == 201
    assert bank.balance(bank.cash) == "0.00"


def test_more_decimals_than_a_custom_asset_has(bank):
    points = bank.api.ledger_ledgers_open(name="Points", asset="POINTS", scale=1, kind="credit")
    issuer = bank.open("Issuer", limit="none", ledger=points["id"])
    holder = bank.open("Holder", ledger=points["id"])
    problem = refusal(bank.api, "POST", TRANSFERS,
                      {"debit_account": issuer, "credit_account": holder,
                       "amount": money("1.25", "POINTS")})
    assert problem.faults == [("/amount/amount", "wrong_scale")]
    done = bank.transfer(issuer, holder, money("1.50", "POINTS"))
    assert done["amount"] == money("1.5", "POINTS")


def test_unknown_accounts(bank):
    for side in ("debit_account", "credit_account"):
        problem = refusal(bank.api, "POST", TRANSFERS,
                          transfer_body(bank, **{side: new_id("acct")}))
        assert (problem.status, problem.code) == (404, "not_found")
        assert problem.ledger_status == f"{side}_not_found"


def test_ids_in_paths(bank):
    for text in ("x", "acct_", bank.cash[:-1], bank.cash + "0", bank.cash.replace("acct", "trf"),
                 "acct_" + "u" * 26, "%00", "..%2f..", "acct_8" + "0" * 25):
        with pytest.raises(Problem) as caught:
            bank.api.request("GET", f"/ledger/accounts/{text}")
        assert caught.value.status in (400, 404), text
    problem = refusal(bank.api, "GET", "/ledger/accounts/acct_1")
    assert (problem.status, problem.faults) == (400, [("{id}", "not_an_id")])
    problem = refusal(bank.api, "GET", f"/ledger/accounts/{new_id('acct')}")
    assert (problem.status, problem.code) == (404, "not_found")


def test_query_parameters(bank):
    for query, fault in (({"limit": "0"}, ("?limit", "out_of_range")),
                         ({"limit": "1001"}, ("?limit", "out_of_range")),
                         ({"limit": "ten"}, ("?limit", "wrong_type")),
                         ({"limit": "1.0"}, ("?limit", "wrong_type")),
                         ({"limit": ""}, ("?limit", "wrong_type")),
                         ({"limit": ["1", "2"]}, ("?limit", "repeated")),
                         ({"offset": "5"}, ("?offset", "unknown_field")),
                         ({"sort": "balance"}, ("?sort", "unknown_value")),
                         ({"sort": "name; drop table x"}, ("?sort", "unknown_value")),
                         ({"closed": "yes"}, ("?closed", "wrong_type")),
                         ({"ledger": "ledg_1"}, ("?ledger", "not_an_id"))):
        problem = refusal(bank.api, "GET", "/ledger/accounts", query=query)
        assert (problem.status, problem.faults) == (400, [fault]), query
    assert refusal(bank.api, "GET", "/ledger/accounts?name=%ff").status == 400
    assert refusal(bank.api, "GET", "/ledger/accounts?name=%4").status == 400


def test_bodies_that_are_too_large(bank):
    body = json.dumps(transfer_body(bank, reference="x" * 2_000_000)).encode()
    with pytest.raises(Problem) as caught:
        bank.api.request("POST", TRANSFERS, body=body, headers={"Content-Type": "application/json"})
    assert (caught.value.status, caught.value.code) == (413, "too_large")


def test_headers(bank):
    for key in (" ", "a b", "x" * 256, "caf\u00e9"):
        problem = refusal(bank.api, "POST", TRANSFERS, transfer_body(bank),
                          headers={"Idempotency-Key": key.encode("latin-1")})
        assert (problem.status, problem.code) == (400, "malformed"), key
    assert bank.balance(bank.cash) == "0.00"


def test_paths_and_methods(bank):
    assert refusal(bank.api, "GET", "/ledger/nothing").status == 404
    assert refusal(bank.api, "GET", "/ledger/accounts/").status == 404
    assert refusal(bank.api, "GET", "//ledger/accounts").status in (400, 404)
    problem = refusal(bank.api, "DELETE", "/ledger/accounts")
    assert (problem.status, problem.code) == (405, "method_not_allowed")
    assert "GET" in problem.detail and "POST" in problem.detail
    assert bank.api.raw("GET", "/api/v2/ledger/accounts").status == 404


def test_nothing_internal_is_shown(bank):
    """Texts that look like SQL, markup or templates come back as they are, or not at all."""
    for text in ("'; drop table ledger.accounts; --", "<script>alert(1)</script>", "{{7*7}}",
                 "$1 \\ %s %n ${jndi:x}", "\u202e\u200b", "a\u0301" * 60):
        account = bank.api.ledger_accounts_open(ledger=bank.ledger, name=text)
        again = bank.api.ledger_accounts_get(id=account["id"])
        assert again["name"] == text
        found = bank.api.ledger_accounts_list(name=text)["items"]
        assert [item["id"] for item in found] == [account["id"]]
