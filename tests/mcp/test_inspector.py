"""The inspector that the protocol's project publishes, by its command line."""

import json

import packages


# It looks for its own package.json from the folder that it is run in.
FOLDER = packages.MODULES / "@modelcontextprotocol" / "inspector-cli" / "build"


def inspect(bank, *words):
    output = packages.run("@modelcontextprotocol/inspector-cli/build/cli.js", "--cli",
                          bank.owner.url + "/mcp", "--transport", "http", "--header",
                          f"Authorization: Bearer {bank.key['secret']}", *words, folder=FOLDER)
    return json.loads(output[output.index("{"):output.rindex("}") + 1])


def test_it_lists_and_calls_tools(bank):
    tools = inspect(bank, "--method", "tools/list")["tools"]
    assert "ledger.accounts.get" in {tool["name"] for tool in tools}
    result = inspect(bank, "--method", "tools/call", "--tool-name", "ledger.accounts.get",
                     "--tool-arg", f"id={bank.cash}")
    assert result["structuredContent"]["id"] == bank.cash


def test_it_reads_resources_and_prompts(bank):
    read = inspect(bank, "--method", "resources/read", "--uri",
                   f"sangam://account/{bank.cash}")
    assert json.loads(read["contents"][0]["text"])["id"] == bank.cash
    prompt = inspect(bank, "--method", "prompts/get", "--prompt-name",
                     "ledger.check_books", "--prompt-args", f"ledger={bank.ledger}")
    assert bank.ledger in prompt["messages"][0]["content"]["text"]
