import { describe, expect, it } from "vitest";
import type { Account } from "@/api/accounts";
import type { OpenApi } from "@/api/openapi";
import { curlOf, exampleBody, shellQuote } from "./curl";
import { exampleOf } from "./example";
import { listBehind, memberOf } from "./member";
import { groupOperations, operationsOf } from "@/api/operations";
import { exampleCall } from "./call";
import { accountPair, samplesFor } from "./samples";

const api: OpenApi = {
  openapi: "3.1.0",
  info: { title: "Sangam", version: "1" },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/ledger/accounts/{id}": {
      get: {
        operationId: "accounts.get",
        tags: ["ledger"],
        summary: "One account",
        "x-permission": "accounts:read",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            schema: { type: "string", examples: ["acct_01"] },
          },
        ],
      },
    },
    "/ledger/transfers": {
      post: {
        operationId: "transfers.create",
        tags: ["ledger"],
        summary: "Move money",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewTransfer" } } },
        },
      },
    },
    "/ledger/imports": {
      post: {
        tags: ["ledger"],
        parameters: [{ name: "name", in: "query", required: true }],
        requestBody: { content: { "application/x-ndjson": { schema: { type: "string" } } } },
      },
    },
  },
  components: {
    schemas: {
      Amount: {
        type: "object",
        required: ["amount"],
        properties: { amount: { type: "string", examples: ["1.50"] } },
      },
      NewTransfer: {
        type: "object",
        required: ["amount", "note"],
        properties: {
          amount: { $ref: "#/components/schemas/Amount" },
          note: { type: "string", example: "it's" },
          code: { type: "integer" },
        },
      },
    },
  },
};

const [get, post, upload] = operationsOf(api);

it("makes ids of the right shape", () => {
  const schema = { type: "string", format: "id", pattern: "^acct_[0-7][0-9a-z]{25}$" };
  expect(exampleOf(api, schema)).toMatch(new RegExp(schema.pattern));
});

describe("exampleOf", () => {
  const account = { type: "string", pattern: "^acct_[0-7][0-9a-z]{25}$" };
  const transfer: OpenApi = {
    ...api,
    components: {
      schemas: {
        CreateTransfer: {
          type: "object",
          properties: {
            id: { type: "string", pattern: "^trf_" },
            debit_account: account,
            credit_account: account,
            amount: { type: "object", properties: { asset: { type: "string", examples: ["X"] } } },
            reference: { type: "string" },
            flags: { type: "array", items: { type: "string", enum: ["linked"] } },
          },
        },
      },
    },
  };
  const schema = { $ref: "#/components/schemas/CreateTransfer" };

  it("moves money between two accounts of the tenant, in their asset", () => {
    expect(exampleOf(transfer, schema, { acct_: ["acct_1", "acct_2"], asset: ["INR"] })).toEqual({
      debit_account: "acct_1",
      credit_account: "acct_2",
      amount: { asset: "INR" },
      reference: "Example reference",
    });
  });

  it("has no sample left out for the lack of a second", () => {
    const example = exampleOf(transfer, schema, { acct_: ["acct_1"] });
    expect(example).toMatchObject({ debit_account: "acct_1", credit_account: "acct_1" });
  });
});

describe("samples", () => {
  const account = (id: string, ledger: string, limit: Account["limit"], closed = false) =>
    ({ id, ledger, limit, closed }) as Account;

  it("are two open accounts of one ledger, the first without a limit", () => {
    const pair = accountPair([
      account("a", "x", "debits_must_not_exceed_credits"),
      account("b", "y", "none", true),
      account("c", "y", "none"),
      account("d", "y", "debits_must_not_exceed_credits"),
    ]);
    expect(pair.map(({ id }) => id)).toEqual(["c", "d"]);
    expect(accountPair([])).toEqual([]);
  });

  it("stay out of writes where money is real, and a real user out of every write", () => {
    const samples = { acct_: ["acct_1"], usr_: ["usr_1"] };
    expect(samplesFor(get!, samples, false)).toBe(samples);
    expect(samplesFor(post!, samples, false)).toEqual({});
    expect(samplesFor(post!, samples, true)).toEqual({ acct_: ["acct_1"], usr_: [] });
  });
});

describe("curlOf", () => {
  it("calls this server with the key from the environment", () => {
    expect(curlOf(exampleCall(api, get!, "https://bank.example"))).toBe(
      'curl https://bank.example/api/v1/ledger/accounts/acct_01 \\\n  -H "Authorization: Bearer $SANGAM_API_KEY"',
    );
  });

  it("has an example body of what is required, quoted for the shell", () => {
    expect(JSON.parse(exampleBody(api, post!) ?? "")).toEqual({
      amount: { amount: "1.50" },
      note: "it's",
    });
    expect(curlOf(exampleCall(api, post!, "http://x"))).toContain("it'\\''s");
  });

  it("sends a file where the body is not JSON", () => {
    const command = curlOf(exampleCall(api, upload!, "http://x"));
    expect(command).toContain("--data-binary @FILE");
    expect(command).toContain("imports?name=NAME");
  });

  it("quotes what a shell would read", () => {
    expect(shellQuote("a b")).toBe("'a b'");
    expect(shellQuote("$(id)")).toBe("'$(id)'");
    expect(shellQuote("plain/text-1")).toBe("plain/text-1");
  });
});

it("finds operations by every word", () => {
  const found = groupOperations(operationsOf(api), "POST move");
  expect(found.map((group) => [group.module, group.operations.map((o) => o.id)])).toEqual([
    ["ledger", ["transfers.create"]],
  ]);
  expect(groupOperations(operationsOf(api), "accounts:read")[0]?.operations[0]?.id).toBe(
    "accounts.get",
  );
  expect(groupOperations(operationsOf(api), "nothing like it")).toEqual([]);
});

describe("a member of a list", () => {
  const lists: OpenApi = {
    openapi: "3.1.0",
    info: { title: "Sangam", version: "1" },
    paths: {
      "/events": { get: { operationId: "events.list" } },
      "/events/{position}": { get: { operationId: "events.get" } },
      "/sessions/{id}": { get: { operationId: "sessions.get" } },
    },
  };
  const operation = (id: string) => {
    const found = operationsOf(lists).find((one) => one.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  it("comes from the list that the path continues", () => {
    expect(listBehind(lists, operation("events.get"))?.id).toBe("events.list");
    expect(listBehind(lists, operation("events.list"))).toBeUndefined();
    expect(listBehind(lists, operation("sessions.get"))).toBeUndefined();
  });

  it("is named as the path names it, or by its id", () => {
    expect(memberOf(operation("events.get"), [{ id: "evt_1", position: 7 }])).toBe("7");
    expect(memberOf(operation("events.get"), [{ id: "evt_1" }])).toBe("evt_1");
    expect(memberOf(operation("events.get"), [])).toBeNull();
  });

  it("takes the place of the path's first parameter", () => {
    const command = curlOf(
      exampleCall(lists, operation("events.get"), "https://sangam.example", {}, "7"),
    );
    expect(command).toContain("https://sangam.example/events/7");
  });
});
