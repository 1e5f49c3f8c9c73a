"""Lines that are no valid transfer: each kind spoils a good one in its own way."""

import json

from day_writer import to_line

LONGEST_REFERENCE = 140
DEEP = 200


def with_fields(**changes):
    return lambda event: to_line(event | changes)


def without(name):
    return lambda event: to_line({key: event[key] for key in event if key != name})


def with_raw_reference(raw):
    """Bytes that no JSON encoder would write go in by hand."""
    return lambda event: to_line(event | {"reference": "@"}).replace(b'"@"', b'"' + raw + b'"')


def one_decimal_too_many(event):
    decimals = "5" if "." in event["amount"] else ".5"
    return to_line(event | {"amount": event["amount"] + decimals})


def another_asset(event):
    other = {"INR": "USD", "USD": "INR", "JPY": "KWD"}[event["asset"]]
    return to_line(event | {"amount": "1", "asset": other})


def duplicate_key(event):
    return to_line(event)[:-1] + b',"amount":' + json.dumps(event["amount"]).encode() + b"}"


# kind: (maker, other statuses with which the ledger itself may refuse it)
KINDS = {
    "broken_json": (lambda event: to_line(event)[:-9],),
    "trailing_garbage": (lambda event: to_line(event) + b" {}",),
    "single_quotes": (lambda event: to_line(event).replace(b'"', b"'"),),
    "not_an_object": (lambda event: b"[" + to_line(event) + b"]",),
    "null": (lambda event: b"null",),
    "binary": (lambda event: b"\x00\x01\x02\xfe\xff",),
    "nested_too_deep": (lambda event: b'{"id":' + b"[" * DEEP + b"]" * DEEP + b"}",),
    "duplicate_key": (duplicate_key,),
    "unknown_field": (with_fields(colour="red"),),
    "missing_amount": (without("amount"),),
    "missing_debit_account": (without("debit_account"),
                              "debit_account_id_must_not_be_zero"),
    "identifier_too_short": (with_fields(id="trf_01abc"),),
    "identifier_of_another_kind": (lambda event: to_line(
        event | {"id": event["id"].replace("trf_", "acct_")}),),
    "account_is_no_identifier": (with_fields(debit_account="cash"),),
    "amount_is_a_number": (with_fields(amount=12.5),),
    "amount_is_negative": (with_fields(amount="-5"),),
    "amount_with_comma": (with_fields(amount="1,250"),),
    "amount_with_exponent": (with_fields(amount="1e3"),),
    "amount_not_a_number": (with_fields(amount="NaN"),),
    "amount_too_large": (with_fields(amount="99999999999999999999"),),
    "too_many_decimals": (one_decimal_too_many,),
    "wrong_asset": (another_asset, "transfer_must_have_the_same_ledger_as_accounts"),
    "unknown_asset": (with_fields(asset="QQQ"),),
    "code_is_text": (with_fields(code="one"),),
    "code_out_of_range": (with_fields(code=65_536),),
    "flags_is_text": (with_fields(flags="pending"),),
    "unknown_flag": (with_fields(flags=["urgent"]),),
    "timeout_is_text": (with_fields(flags=["pending"], timeout_seconds="60"),),
    "timeout_is_negative": (with_fields(flags=["pending"], timeout_seconds=-1),),
    "reference_too_long": (with_fields(reference="x" * (LONGEST_REFERENCE + 1)),),
    "reference_far_too_long": (with_fields(reference="x" * 70_000),),
    "invalid_utf8": (with_raw_reference(b"caf\xe9"),),
    "overlong_utf8": (with_raw_reference(b"\xc0\xaf"),),
    "lone_surrogate": (with_raw_reference(b"\\ud800"),),
    "control_character": (with_raw_reference(b"a\\u0000b"),),
}


class MalformedLines:
    def __init__(self, writer, ordinary):
        self.writer = writer
        self.ordinary = ordinary
        self.makers = [self._maker(kind) for kind in KINDS]

    def _maker(self, kind):
        spoil, *other_statuses = KINDS[kind]

        def write():
            self.writer.write_malformed(spoil(self.ordinary.payment()), kind, *other_statuses)

        return write
