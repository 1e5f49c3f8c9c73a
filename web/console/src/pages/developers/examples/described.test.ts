import { readFileSync } from "node:fs";
import { buildClientSchema, parse, validate, type IntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import type { OpenApi, Schema } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import { exampleCall } from "./call";
import { graphqlOf, isField } from "./graphql";
import { isTool, toolArguments, toolName } from "./mcp";

/** What a server says of itself, as tests/doors/test_examples.py asked it; else nothing is tested. */
const folder = process.env["SANGAM_DESCRIPTIONS"];
function read<T>(name: string): T {
  return JSON.parse(readFileSync(`${folder ?? ""}/${name}.json`, "utf8")) as T;
}

interface Tool {
  name: string;
  inputSchema: { required?: string[]; properties?: Record<string, Schema> };
}

describe.runIf(folder !== undefined)("examples for every operation of a server", () => {
  const api = folder === undefined ? undefined : read<OpenApi>("openapi");
  const calls =
    api === undefined
      ? []
      : operationsOf(api).map((one) => exampleCall(api, one, "https://bank.example"));

  it("are documents that the GraphQL schema allows", () => {
    const schema = buildClientSchema(read<IntrospectionQuery>("introspection"));
    const wrong = calls
      .filter(({ operation }) => isField(operation))
      .flatMap((call) => {
        const document = graphqlOf(api as OpenApi, call);
        return validate(schema, parse(document)).map(({ message }) => `${message}\n${document}`);
      });
    expect(wrong.join("\n\n")).toBe("");
    expect(calls.length).toBeGreaterThan(200);
  });

  it("are calls that the tools take", () => {
    const tools = new Map(read<Tool[]>("tools").map((tool) => [tool.name, tool]));
    const wrong = calls
      .filter(({ operation }) => isTool(operation) && tools.has(toolName(operation)))
      .flatMap((call) => {
        const { inputSchema } = tools.get(toolName(call.operation)) as Tool;
        const given = Object.keys(toolArguments(call));
        const missing = (inputSchema.required ?? []).filter((name) => !given.includes(name));
        const unknown = given.filter((name) => inputSchema.properties?.[name] === undefined);
        return missing.length + unknown.length === 0
          ? []
          : [{ tool: call.operation.id, missing, unknown }];
      });
    expect(wrong).toEqual([]);
    expect(tools.size).toBeGreaterThan(100);
  });
});
