import { queryOptions } from "@tanstack/react-query";
import { problemFromText } from "./problem";

/** The parts of an OpenAPI 3.1 document that the API page reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Media {
  schema?: Schema;
  example?: unknown;
  /** Of a stream: one item. */
  "x-item-schema"?: Schema;
}

export interface OperationObject {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, Media> };
  responses?: Record<
    string,
    { $ref?: string; description?: string; content?: Record<string, Media> }
  >;
  security?: Record<string, string[]>[];
  "x-permission"?: string;
  "x-audience"?: string;
  "x-kind"?: string;
  "x-data-class"?: string;
  "x-since"?: string;
  /** When it goes, and what to use: "2027-01-01, use x.y". */
  "x-deprecated"?: string;
  /** How the reply changed, newest first. */
  "x-reply-changes"?: { day: string; text: string }[];
  "x-step-up"?: boolean;
  /** What the operation is called at doors that do not take its name as it is. */
  "x-graphql-field"?: string;
  "x-mcp-tool"?: string;
}

export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description?: string };
  servers?: { url: string }[];
  /** Where the operations are served beside REST: `{"graphql": "/graphql", "mcp": "/mcp"}`. */
  "x-doors"?: Record<string, string>;
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, OperationObject | Parameter[]>>;
  components?: {
    schemas?: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
    responses?: Record<string, { description?: string; content?: Record<string, Media> }>;
  };
}

/** The document that references lead into: this one, or a schema that brings its own parts. */
export type SchemaRoot = Pick<OpenApi, "components">;

/** Follows "#/components/KIND/NAME"; undefined when it leads nowhere. */
export function follow<T>(root: SchemaRoot, ref: string): T | undefined {
  const steps = ref.replace(/^#\//, "").split("/");
  let at: unknown = root;
  for (const step of steps) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return at as T | undefined;
}

export const openapiQuery = queryOptions({
  queryKey: ["openapi"],
  queryFn: async ({ signal }): Promise<OpenApi> => {
    const response = await fetch("/api/openapi.json", { credentials: "same-origin", signal });
    if (!response.ok) throw problemFromText(response.status, await response.text());
    return (await response.json()) as OpenApi;
  },
  staleTime: Infinity,
});
