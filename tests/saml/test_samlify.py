"""Single sign-on by SAML with an identity provider that others wrote."""

import base64
import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("SANGAM_PROGRAM", ROOT / "build" / "dev" / "sangam")).parent
PROGRAM = BUILD / "tests" / "saml_service_provider"


def node(*words):
    done = subprocess.run(
        ["tools/node_script.sh", "tests/saml", "identity_provider.mjs", *map(str, words)],
        cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def ours(*words, given=""):
    return subprocess.run([PROGRAM, *map(str, words)], input=given, text=True, timeout=30,
                          capture_output=True, check=False)


class Provider:
    """samlify with a key of its own, and our metadata beside its."""

    def __init__(self, folder):
        self.key, self.certificate = folder / "key.pem", folder / "certificate.pem"
        self.metadata, self.our_metadata = folder / "theirs.xml", folder / "ours.xml"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=idp.example", "-keyout", self.key, "-out",
                        self.certificate], check=True, capture_output=True)
        self.metadata.write_text(node("metadata", self.key, self.certificate))
        self.our_metadata.write_text(ours("describe").stdout)

    def ask(self, request="_request"):
        return ours("ask", self.metadata, request).stdout

    def answer(self, url, signed="assertion"):
        return node("answer", self.key, self.certificate, self.our_metadata, url, signed)

    def read(self, form_value, request="_request"):
        return ours("read", self.metadata, request, given=form_value)


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    return Provider(tmp_path_factory.mktemp("saml"))


@pytest.mark.parametrize("signed", ["assertion", "message", "both"])
def test_somebody_signs_in(provider, signed):
    read = provider.read(provider.answer(provider.ask(), signed))
    assert read.returncode == 0, read.stdout
    assert "subject person@customer.example\n" in read.stdout
    assert "attribute mail person@customer.example\n" in read.stdout


def test_an_answer_to_another_request_is_refused(provider):
    read = provider.read(provider.answer(provider.ask("_first")), "_second")
    assert (read.returncode, read.stdout) == (
        1, "request: The response answers another request than ours.\n")


def test_a_changed_answer_is_refused(provider):
    answer = base64.b64decode(provider.answer(provider.ask()))
    changed = answer.replace(b">person@customer.example<", b">admin@customer.example<")
    assert changed != answer
    read = provider.read(base64.b64encode(changed).decode())
    assert read.returncode == 1 and read.stdout.startswith("signature: ")
