import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import type { ExampleCall } from "./call";
import { cliOf } from "./cli";
import { curlOf } from "./curl";
import { graphqlOf, isField } from "./graphql";
import { isTool, mcpOf } from "./mcp";
import { pythonOf } from "./python";
import { typescriptOf } from "./typescript";

export const languages = ["curl", "typescript", "python", "cli", "graphql", "mcp"] as const;
export type Language = (typeof languages)[number];

/** Names of programs and languages are the same everywhere. */
export const languageNames: Record<Language, string> = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
  cli: "CLI",
  graphql: "GraphQL",
  mcp: "MCP",
};

/** The path of a door beside REST; undefined: this server does not say that it has one. */
export function doorOf(api: OpenApi, door: "graphql" | "mcp"): string | undefined {
  return api["x-doors"]?.[door];
}

/** The ways an operation can be called at this server. */
export function languagesFor(api: OpenApi, operation: Operation): Language[] {
  return languages.filter((language) => {
    if (language === "graphql") return doorOf(api, "graphql") !== undefined && isField(operation);
    if (language === "mcp") return doorOf(api, "mcp") !== undefined && isTool(operation);
    return true;
  });
}

export function exampleIn(language: Language, api: OpenApi, call: ExampleCall): string {
  switch (language) {
    case "curl":
      return curlOf(call);
    case "typescript":
      return typescriptOf(call);
    case "python":
      return pythonOf(call);
    case "cli":
      return cliOf(call);
    case "graphql":
      return graphqlOf(api, call);
    case "mcp":
      return mcpOf(call, doorOf(api, "mcp") ?? "");
  }
}
