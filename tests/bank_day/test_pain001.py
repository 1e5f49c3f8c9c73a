"""Payment messages through `sangam import pain001`: published files are posted between accounts
opened from their IBANs, and broken ones are refused with the element and the reason."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from test_bank_day import ROOT, fresh_server, import_command, server  # noqa: F401

FIXTURES = Path(os.environ.get("SANGAM_FIXTURES", ROOT.parent / "shared" / "fixtures")) / "iso20022"
# Each file, and how many of its transfers the ledger refuses: the Swiss sample ends with a transfer
# from an account to itself.
FILES = {"International_payment_RUB_naujas_1.xml": 0, "International_payment_USD_naujas_1.xml": 0,
         "gistfile1.xml": 0, "musterfile_pain.001_Nov2020.xml": 1, "sepa_payment_naujas_1.xml": 0}

if not FIXTURES.exists():
    print("the iso20022 fixtures are missing: 7 message tests were not run", file=sys.stderr)
    pytest.skip("the iso20022 fixtures are missing", allow_module_level=True)


def run_import(server, path, *flags):
    rejected = server.folder / "rejected.ndjson"
    return subprocess.run(import_command(server, "pain001", path, "--rejected", rejected, *flags),
                          capture_output=True, text=True)


def posted_by_asset(server):
    totals = {}
    for ledger in server.items("/ledger/ledgers?sort=name"):
        balance = json.loads(server.get(f"/ledger/ledgers/{ledger['id']}/trial-balance"))
        assert balance["balanced"]
        totals[ledger["name"]] = Decimal(balance["totals"]["debits_posted"]["amount"])
    return totals


def test_published_files_are_posted_once(server):
    for name, refused in FILES.items():
        done = run_import(server, FIXTURES / "moov" / name, "--open-accounts", "--specimen")
        assert done.returncode == 0, done.stderr
        assert f" {refused} refused" in done.stdout, done.stdout
    first = posted_by_asset(server)
    assert {"EUR", "USD", "RUB", "CHF"} <= set(first), first
    for name in FILES:
        assert run_import(server, FIXTURES / "moov" / name, "--open-accounts",
                          "--specimen").returncode == 0
    assert posted_by_asset(server) == first


def test_a_message_waits_for_its_accounts(server):
    path = FIXTURES / "moov" / "gistfile1.xml"
    refused = run_import(server, path)
    assert refused.returncode != 0
    assert "account_not_found" in refused.stderr and "CdtrAcct" in refused.stderr
    done = run_import(server, path, "--open-accounts")
    assert done.returncode == 0 and " 0 refused" in done.stdout, done.stdout + done.stderr


def test_invented_ibans_are_refused_unless_asked(server):
    refused = run_import(server, FIXTURES / "moov" / "sepa_payment_naujas_1.xml", "--open-accounts")
    assert refused.returncode != 0
    assert "IBAN" in refused.stderr and "/Document/CstmrCdtTrfInitn" in refused.stderr


MUTATIONS = [
    ("<MsgId>", "<MsgIdentifier>", "MsgIdentifier"),
    ("</PmtMtd>", "X</PmtMtd>", "PmtMtd"),
    ("<InstdAmt Ccy=\"", "<InstdAmt Ccy=\"x", "InstdAmt"),
    ("</InstdAmt>", ".5.5</InstdAmt>", "InstdAmt"),
    ("<IBAN>", "<IBAN>XX", "IBAN"),
    ("</CreDtTm>", "no</CreDtTm>", "CreDtTm"),
    ("</NbOfTxs>", "9</NbOfTxs>", "NbOfTxs"),
    ("<?xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><?xml", "Document"),
    ("</ReqdExctnDt>", "-99</ReqdExctnDt>", "ReqdExctnDt"),
    ("</EndToEndId>", "x" * 40 + "</EndToEndId>", "EndToEndId"),
]


@pytest.mark.parametrize("old,new,element", MUTATIONS, ids=[m[2] + str(i) for i, m in enumerate(MUTATIONS)])
def test_mutations_are_refused(shared_server, tmp_path, old, new, element):
    text = (FIXTURES / "moov" / "gistfile1.xml").read_text()
    assert old in text, old
    broken = tmp_path / "broken.xml"
    broken.write_text(text.replace(old, new, 1))
    before = posted_by_asset(shared_server)
    refused = run_import(shared_server, broken, "--open-accounts")
    assert refused.returncode != 0
    assert element in refused.stderr or "DOCTYPE" in refused.stderr or "XML" in refused.stderr, refused.stderr
    assert posted_by_asset(shared_server) == before


def test_a_status_report_is_no_initiation(shared_server):
    refused = run_import(shared_server, FIXTURES / "moov" / "invalid_pain_v11.xml")
    assert refused.returncode != 0
    assert "/Document" in refused.stderr and "wrong_namespace" in refused.stderr


@pytest.fixture(scope="module")
def shared_server():
    with fresh_server() as server:
        yield server
