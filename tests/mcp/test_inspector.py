"""The inspector that the protocol's project publishes, by its command line."""

import json

import packages


def inspect(bank, tmp_path, *words):
    output = packages.run("@modelcontextprotocol/inspector-cli/build/cli.js", "--cli",
                          bank.owner.url + "/mcp", "--transport", "http", "--header",
                          f"Authorization: Bearer {bank.key['secret']}", *words, folder=tmp_path)
    return json.loads(output[output.index("{"):output.rindex("}") + 1])


def test_it_lists_and_calls_tools(bank, tmp_path):
    tools = inspect(bank, tmp_path, "--method", "tools/list")["tools"]
    assert "ledger.accounts.get" in {tool["name"] for tool in tools}
    result = inspect(bank, tmp_path, "--method", "tools/call", "--tool-name", "ledger.accounts.get",
                     "--tool-arg", f"id={bank.cash}")
    assert result["structuredContent"]["id"] == bank.cash


def test_it_reads_resources_and_prompts(bank, tmp_path):
    read = inspect(bank, tmp_path, "--method", "resources/read", "--uri",
                   f"sangam://account/{bank.cash}")
    assert json.loads(read["contents"][0]["text"])["id"] == bank.cash
    prompt = inspect(bank, tmp_path, "--method", "prompts/get", "--prompt-name",
                     "ledger.check_books", "--prompt-args", f"ledger={bank.ledger}")
    assert bank.ledger in prompt["messages"][0]["content"]["text"]
