import type { ExampleCall } from "./call";
import { shellQuote } from "./curl";

/** `{amount: "12.50", asset: "INR"}` is "12.50 INR" on a command line. */
function amountText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { amount, asset, ...rest } = value as Record<string, unknown>;
  return typeof amount === "string" && typeof asset === "string" && Object.keys(rest).length === 0
    ? `${amount} ${asset}`
    : undefined;
}

/** The options that give a value, or undefined where only JSON can say it. */
function optionsFor(name: string, value: unknown): string[] | undefined {
  if (Array.isArray(value)) {
    const texts = value.every((one) => ["string", "number", "boolean"].includes(typeof one));
    return texts ? value.map((one) => `--${name} ${shellQuote(String(one))}`) : undefined;
  }
  const amount = amountText(value);
  if (amount !== undefined) return [`--${name} ${shellQuote(amount)}`];
  return typeof value === "object" ? undefined : [`--${name} ${shellQuote(String(value))}`];
}

/** Options of the command itself: a field of such a name is given as JSON. */
const kept = new Set([
  "data",
  "file",
  "help",
  "idempotency-key",
  "json",
  "key",
  "list",
  "output",
  "url",
]);

/** A command of the program `sangam` that makes the call. */
export function cliOf({ operation, origin, path, query, body, upload }: ExampleCall): string {
  const parts = [...path, ...query].map(({ name, value }) => `--${name} ${shellQuote(value)}`);
  if (typeof body === "object" && body !== null) {
    const rest: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(body)) {
      const options = kept.has(name) ? undefined : optionsFor(name, value);
      if (options === undefined) rest[name] = value;
      else parts.push(...options);
    }
    if (Object.keys(rest).length > 0) parts.push(`--json ${shellQuote(JSON.stringify(rest))}`);
  }
  if (upload !== undefined) parts.push("--file FILE");
  const words = [`sangam call ${operation.id}`, ...parts];
  const line = words.join(" ");
  const command = line.length <= 80 ? line : words.join(" \\\n  ");
  return `export SANGAM_URL=${shellQuote(origin)}\n${command}`;
}
