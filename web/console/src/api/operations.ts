import {
  follow,
  type Media,
  type OpenApi,
  type OperationObject,
  type Parameter,
  type Schema,
} from "./openapi";

/** One operation as the API page shows it, with its references resolved one step deep. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  module: string;
  summary: string;
  description?: string | undefined;
  permission?: string | undefined;
  deprecated: boolean;
  /** When it goes and what to use instead, as the server says it. */
  deprecation?: string | undefined;
  /** How its reply changed, newest first. */
  replyChanges: { day: string; text: string }[];
  /** query, command, posting, process, stream, upload, download or task. */
  kind: string;
  /** Of this version of the API on. */
  since?: string | undefined;
  /** open, internal or restricted. */
  dataClass?: string | undefined;
  /** everyone, signed_in, tenant or platform. */
  audience: string;
  /** A session must have proven lately who it is. */
  stepUp: boolean;
  graphqlField?: string | undefined;
  mcpTool?: string | undefined;
  /** False when it may be called without a credential. */
  secured: boolean;
  /** Only for those who run the platform, not for tenants. */
  forOperators: boolean;
  parameters: Parameter[];
  request?: { type: string; media: Media } | undefined;
  replies: OperationReply[];
}

export interface OperationReply {
  status: string;
  description: string;
  type?: string;
  schema?: Schema | undefined;
  /** Of a stream: the schema of one item. */
  item?: Schema | undefined;
}

export interface OperationGroup {
  module: string;
  operations: Operation[];
}

const methods = ["get", "post", "put", "patch", "delete"];

function resolved<T extends { $ref?: string }>(api: OpenApi, value: T): T {
  return value.$ref === undefined ? value : (follow<T>(api, value.$ref) ?? value);
}

function firstMedia(content: Record<string, Media> | undefined) {
  const [entry] = Object.entries(content ?? {});
  return entry === undefined ? undefined : { type: entry[0], media: entry[1] };
}

function operationOf(
  api: OpenApi,
  method: string,
  path: string,
  shared: Parameter[],
  object: OperationObject,
): Operation {
  const replies = Object.entries(object.responses ?? {}).map(([status, raw]) => {
    const reply = resolved(api, raw);
    const media = firstMedia(reply.content);
    return {
      status,
      description: reply.description ?? "",
      ...(media === undefined
        ? {}
        : {
            type: media.type,
            schema: media.media.schema,
            item: media.media["x-item-schema"],
          }),
    };
  });
  return {
    id: object.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    module:
      object.tags?.[0] ?? path.split("/").find((part) => !/^(api|v\d+)?$/.test(part)) ?? "api",
    summary: object.summary ?? object.operationId ?? path,
    description: object.description,
    permission: object["x-permission"],
    deprecated: object.deprecated === true,
    deprecation: object["x-deprecated"],
    replyChanges: object["x-reply-changes"] ?? [],
    kind: object["x-kind"] ?? (method === "get" ? "query" : "command"),
    since: object["x-since"],
    dataClass: object["x-data-class"],
    audience: object["x-audience"] ?? "tenant",
    stepUp: object["x-step-up"] === true,
    graphqlField: object["x-graphql-field"],
    mcpTool: object["x-mcp-tool"],
    secured: object.security?.length !== 0,
    forOperators: object["x-audience"] === "platform",
    parameters: [...shared, ...(object.parameters ?? [])].map((item) => resolved(api, item)),
    request: firstMedia(object.requestBody?.content),
    replies,
  };
}

/** Every operation of the document, grouped by module in the document's order. */
export function operationsOf(api: OpenApi | undefined): Operation[] {
  if (api === undefined) return [];
  return Object.entries(api.paths).flatMap(([path, item]) => {
    const shared = (item["parameters"] ?? []) as Parameter[];
    return methods.flatMap((method) => {
      const object = item[method] as OperationObject | undefined;
      return object === undefined ? [] : [operationOf(api, method, path, shared, object)];
    });
  });
}

/** Groups the operations that contain every word of the search. */
export function groupOperations(operations: Operation[], search: string): OperationGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { method, path, id, summary, permission, module } = operation;
    const text = [method, path, id, summary, permission, module].join(" ").toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(module, [...(groups.get(module) ?? []), operation]);
  }
  return [...groups].map(([module, found]) => ({ module, operations: found }));
}
