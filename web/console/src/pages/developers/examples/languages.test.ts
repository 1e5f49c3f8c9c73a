import { describe, expect, it } from "vitest";
import { operationsOf } from "@/api/operations";
import { targetOf } from "./call";
import { cliOf } from "./cli";
import { graphqlField, graphqlOf } from "./graphql";
import { languagesFor } from "./languages";
import { mcpOf } from "./mcp";
import { pythonOf, pythonValue } from "./python";
import { api, callOf } from "./sample_api";
import { typescriptOf, typescriptValue } from "./typescript";

describe("a call", () => {
  it("names what the path and the query need", () => {
    expect(targetOf(callOf("ledger.accounts.close"))).toBe("/accounts/acct_1");
    expect(targetOf(callOf("ledger.accounts.list"))).toBe("/accounts?ids=Example+ids");
  });
});

describe("TypeScript", () => {
  it("iterates lists and streams, awaits the rest", () => {
    expect(typescriptOf(callOf("ledger.accounts.list"))).toContain(
      'for await (const item of sangam.ledger.accounts.list({ ids: ["Example ids"] }))',
    );
    expect(typescriptOf(callOf("events.tail"))).toContain(
      "for await (const event of sangam.events.tail())",
    );
    expect(typescriptOf(callOf("ledger.accounts.close"))).toContain(
      'await sangam.ledger.accounts.close("acct_1");',
    );
  });

  it("has names without underscores, bodies without needless quotes, files read first", () => {
    const text = typescriptOf(callOf("ledger.accounts.open_many"));
    expect(text).toContain("sangam.ledger.accounts.openMany({");
    expect(text).toContain('amount: { amount: "12.50", asset: "INR" }');
    const upload = typescriptOf(callOf("ledger.import"));
    expect(upload).toContain('const content = await readFile("FILE");');
    expect(upload).toContain("sangam.ledger.import(content)");
  });

  it("quotes names that are no names", () => {
    expect(typescriptValue({ "a-b": 1, c: null, d: [] })).toBe('{ "a-b": 1, c: null, d: [] }');
  });
});

describe("Python", () => {
  it("puts an underscore behind what Python keeps for itself", () => {
    const text = pythonOf(callOf("ledger.accounts.open_many"));
    expect(text).toContain(`from_="it's"`);
    expect(text).toContain('parts=[{"whole": False}]');
    expect(pythonOf(callOf("ledger.import"))).toContain("client.ledger.import_(content)");
  });

  it("writes what Python calls true, false and nothing", () => {
    expect(pythonValue({ a: true, b: null, c: 1.5 })).toBe('{"a": True, "b": None, "c": 1.5}');
  });
});

describe("the command line", () => {
  it("takes amounts as texts, lists as repeated options, the rest as JSON", () => {
    const command = cliOf(callOf("ledger.accounts.open_many"));
    expect(command).toContain("--amount '12.50 INR'");
    expect(command).toContain("--tags a");
    expect(command).toContain(`--json '{"parts":[{"whole":false}]}'`);
    expect(command).toContain("--from 'it'\\''s'");
    expect(cliOf(callOf("ledger.import"))).toContain("--file FILE");
    const call = {
      ...callOf("ledger.import"),
      upload: undefined,
      body: { url: "https://x.example" },
    };
    expect(cliOf(call)).toContain(`--json '{"url":"https://x.example"}'`);
  });
});

describe("GraphQL", () => {
  it("has fields in camel case and connections for lists", () => {
    const list = callOf("ledger.accounts.list");
    expect(graphqlField(list.operation)).toBe("ledgerAccountsList");
    const text = graphqlOf(api, list);
    expect(text).toContain("query {\n  ledgerAccountsList(");
    expect(text).toContain(
      "edges {\n      node {\n        id\n        balanceLimit\n        held {\n          amount",
    );
    const open = graphqlOf(api, callOf("ledger.accounts.open_many"));
    expect(open).toContain("mutation {\n  ledgerAccountsOpenMany(input: {");
    expect(open).toContain('amount: {amount: "12.50", asset: "INR"}');
    expect(open).toContain("kind: IN_DOUBT");
    expect(graphqlOf(api, callOf("ledger.accounts.close"))).toBe(
      'mutation {\n  ledgerAccountsClose(input: {id: "acct_1"})\n}',
    );
    expect(graphqlOf(api, callOf("events.tail"))).toMatch(/^subscription \{\n {2}eventsTail \{/);
  });
});

describe("MCP", () => {
  it("calls the tool with everything as arguments", () => {
    const text = mcpOf(callOf("ledger.accounts.close"), "/mcp");
    expect(text).toContain("curl -X POST https://bank.example/mcp");
    const body = /-d '(.*)'$/s.exec(text)?.[1] ?? "";
    expect(JSON.parse(body)).toMatchObject({
      method: "tools/call",
      params: { name: "ledger.accounts.close", arguments: { id: "acct_1" } },
    });
  });
});

it("offers the doors that the server says it has, and those an operation goes through", () => {
  const [list] = operationsOf(api);
  const upload = callOf("ledger.import").operation;
  expect(languagesFor(api, list!)).toEqual(["curl", "typescript", "python", "cli"]);
  const open = { ...api, "x-doors": { graphql: "/graphql", mcp: "/mcp" } };
  expect(languagesFor(open, list!)).toContain("graphql");
  expect(languagesFor(open, list!)).toContain("mcp");
  expect(languagesFor(open, upload)).toEqual(["curl", "typescript", "python", "cli"]);
});
