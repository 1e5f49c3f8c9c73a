import { replyKind, type ExampleCall, type Named } from "./call";

/** Words that Python keeps for itself; the generator of the client puts "_" behind them. */
const kept = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield"
  ).split(" "),
);

export function pythonName(name: string): string {
  return kept.has(name) ? `${name}_` : name;
}

/** The method of the client that is this operation: "ledger.ledgers.trial_balance". */
export function pythonMethod(name: string): string {
  return name.split(".").map(pythonName).join(".");
}

/** A JSON value as Python writes it. */
export function pythonValue(value: unknown, indent = "    "): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = `${indent}    `;
  const parts = Array.isArray(value)
    ? value.map((one) => pythonValue(one, inner))
    : Object.entries(value).map(
        ([name, one]) => `${JSON.stringify(name)}: ${pythonValue(one, inner)}`,
      );
  const line = open + parts.join(", ") + close;
  return line.length + indent.length <= 76 && !line.includes("\n")
    ? line
    : `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

function plain({ value, whole, list }: Named): string {
  const truth = value === "true" || value === "false";
  const one = whole ? value : pythonValue(truth ? value === "true" : value);
  return list ? `[${one}]` : one;
}

function sending(call: ExampleCall): string {
  const { path, query, body, upload, operation } = call;
  const given = path.map(plain);
  if (upload !== undefined) given.push("content");
  given.push(...query.map((one) => `${pythonName(one.name)}=${plain(one)}`));
  if (typeof body === "object" && body !== null) {
    given.push(
      ...Object.entries(body).map(([name, value]) => `${pythonName(name)}=${pythonValue(value)}`),
    );
  }
  const method = `client.${pythonMethod(operation.id)}`;
  const line = `${method}(${given.join(", ")})`;
  return line.length <= 80 && !line.includes("\n")
    ? line
    : `${method}(\n${given.map((one) => `    ${one},\n`).join("")})`;
}

/** A program that makes the call with the Python SDK. */
export function pythonOf(call: ExampleCall): string {
  const { operation, origin, upload } = call;
  const key = operation.secured ? ', api_key=os.environ["SANGAM_API_KEY"]' : "";
  const lines = operation.secured
    ? ["import os", "", "from sangam import Sangam"]
    : ["from sangam import Sangam"];
  lines.push("", `client = Sangam("${origin}"${key})`);
  if (upload !== undefined)
    lines.push('with open("FILE", "rb") as file:', "    content = file.read()");
  const send = sending(call);
  switch (replyKind(operation)) {
    case "page":
      lines.push(`for item in ${send}:`, "    print(item)");
      break;
    case "stream":
      lines.push(`for event in ${send}:`, "    print(event)");
      break;
    case "download":
      lines.push(`print(${send}.read().decode())`);
      break;
    case "nothing":
      lines.push(send);
      break;
    case "json":
      lines.push(`reply = ${send}`, "print(reply)");
  }
  return lines.join("\n");
}
