"""Every check of scim2-tester, against the server that is tested."""

import json
import urllib.error
import urllib.request

import pytest
from directory import make_directory


def make_client(directory):
    from scim2_client.client import BaseSyncSCIMClient
    from scim2_client.engines.inprocess import InProcessResponse, _prepare_request
    from wsgiref.headers import Headers

    base = f"{directory.url.geturl()}/scim/v2"

    class Client(BaseSyncSCIMClient):
        """scim2-client over the standard library's HTTP."""

        def _stays_under_base_url(self, endpoint):
            return not endpoint.startswith("http") or endpoint.startswith(base)

        def _parse_json(self, response):
            return json.loads(response.content)

        def request(self, method, url, **arguments):
            made = _prepare_request(base, {"Authorization": f"Bearer {directory.token}"}, method,
                                    url, **arguments)
            request = urllib.request.Request(made.url.geturl(), data=made.body or None,
                                             headers=dict(made.headers), method=made.method)
            try:
                reply = urllib.request.urlopen(request, timeout=30)
            except urllib.error.HTTPError as error:
                reply = error
            with reply:
                return InProcessResponse(reply.status, Headers(list(reply.headers.items())),
                                         reply.read())

    return Client()


def with_an_address(generate):
    """Values as the tester makes them, but for names of users: without e-mails they are addresses,
    which no schema can say."""
    def generated(context, path, mutability=None, required=None):
        value = generate(context, path, mutability, required)
        return f"{value}@a.example" if value and str(path).endswith("userName") else value
    return generated


@pytest.mark.usefixtures("tester")
def test_scim2_tester_is_green(tenant, monkeypatch):
    from scim2_tester import Status, check_server, filling

    monkeypatch.setattr(filling, "generate_random_value",
                        with_an_address(filling.generate_random_value))
    results = check_server(make_client(make_directory(tenant)))
    wrong = [(result.title, result.reason) for result in results
             if result.status in (Status.ERROR, Status.CRITICAL, Status.DEVIATION)]
    skipped = [(result.title, result.reason) for result in results
               if result.status == Status.SKIPPED]
    assert wrong == [] and skipped == []
    assert len(results) > 100
