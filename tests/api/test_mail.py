"""Mail as operators see it. The server has no mail server, so it captures."""

import os
import subprocess
import time

import pytest
from client import Problem
from server import ROOT


def wait_for(client_get, mail):
    for _ in range(300):
        found = client_get(id=mail)
        if found["state"] != "queued":
            return found
        time.sleep(0.05)
    raise AssertionError("the mail is still queued")


def test_a_test_mail_is_captured_and_can_be_read(tenant):
    client = tenant.owner
    mail = client.mail_test(to="ann@example.com")["id"]
    found = wait_for(client.mail_get, mail)
    assert found["state"] == "captured"
    assert found["kind"] == "platform.test"
    assert found["recipient"] == "ann@example.com"
    assert "asked for this test mail" in found["text"]
    assert found["html"].startswith("<p>")
    listed = client.mail_list(state="captured", recipient="ann@example.com")["items"]
    assert [item["id"] for item in listed] == [mail]
    assert "text" not in listed[0]
    assert client.mail_list(state="failed")["items"] == []
    with pytest.raises(Problem) as problem:
        client.mail_retry(id=mail)
    assert problem.value.status == 409


def test_mail_is_for_who_administers_the_tenant(tenant, operator, anonymous):
    mail = tenant.owner.mail_test(to="ann@example.com")["id"]
    for call in (lambda: anonymous.mail_get(id=mail), lambda: operator.mail_get(id=mail)):
        with pytest.raises(Problem) as problem:
            call()
        assert problem.value.status in (401, 403)
    with pytest.raises(Problem) as problem:
        operator.platform_mail_get(id=mail)
    assert problem.value.status == 404


def test_operators_have_mail_of_their_own(operator):
    mail = operator.platform_mail_test(to="ops@example.com")["id"]
    assert wait_for(operator.platform_mail_get, mail)["state"] == "captured"
    assert mail in [item["id"] for item in operator.platform_mail_list(limit=5)["items"]]


@pytest.mark.parametrize("address", ["a>b@example.com", "ann@exa_mple.com", "a..b@example.com"])
def test_an_address_that_no_mail_can_reach_is_refused(tenant, address):
    with pytest.raises(Problem) as problem:
        tenant.owner.mail_test(to=address)
    assert problem.value.status == 422
    assert tenant.owner.mail_list()["items"] == []


def test_the_guide_works(server):
    with open(os.path.join(ROOT, "docs", "guides", "mail.md"), encoding="utf-8") as file:
        blocks = [block.split("```")[0] for block in file.read().split("```sh\n")[1:]]
    script = next(block for block in blocks if "/mails/test" in block)
    environment = dict(os.environ, SANGAM_URL=server.url, SANGAM_API_KEY=server.demo["api_key"])
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=environment, timeout=60,
                          capture_output=True, text=True, check=True)
    assert "asked for this test mail" in done.stdout
    assert '"kind":"platform.test"' in done.stdout
