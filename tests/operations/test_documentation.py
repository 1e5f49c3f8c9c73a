"""The documentation, served beside the console. Needs web/console/dist (tools/console.sh)."""

import html.parser
import os
import urllib.error
import urllib.request

import pytest
from client import Client, Problem
from server import ROOT

CONSOLE = os.path.join(ROOT, "web", "console", "dist")


class Page(html.parser.HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids = set()
        self.links = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a":
            self.links.add(attributes["href"])


def read(url):
    with urllib.request.urlopen(url, timeout=10) as reply:
        assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
        return reply.read().decode()


@pytest.fixture(scope="module")
def server(shared_installation):
    assert os.path.exists(os.path.join(CONSOLE, "docs", "index.html")), "run tools/console.sh"
    return shared_installation.serve(options=["--console", CONSOLE])


def test_every_page_is_there_and_every_link_leads_somewhere(server):
    index = Page(read(server.url + "/docs"))
    names = [os.path.relpath(os.path.join(folder, file), os.path.join(ROOT, "docs"))[:-3]
             for folder, _, files in os.walk(os.path.join(ROOT, "docs"))
             for file in files if file.endswith(".md")]
    assert {f"/docs/{name}" for name in names} <= index.links
    pages = {name: Page(read(f"{server.url}/docs/{name}")) for name in names}
    for name, page in pages.items():
        for link in page.links:
            path, _, anchor = link.partition("#")
            target = page if path == "" else pages.get(path.removeprefix("/docs/"))
            if anchor:
                assert target and anchor in target.ids, f"{name}: {link}"


def test_a_problem_names_its_place(server):
    client = Client(server.url, api_key=server.demo["api_key"])
    with pytest.raises(Problem) as problem:
        client.ledger_accounts_get(id="acct_00000000000000000000000000")
    path, _, anchor = problem.value.document["type"].partition("#")
    page = Page(read(server.url + path))
    assert anchor in page.ids
    assert {"exceeds_credits", "unknown_field", "not_an_id"} <= page.ids


def test_what_is_not_there_is_not_the_console(server):
    with pytest.raises(urllib.error.HTTPError) as missing:
        read(server.url + "/docs/nothing")
    assert missing.value.code == 404
    missing.value.close()
    assert '<div id="root">' in read(server.url + "/accounts")
