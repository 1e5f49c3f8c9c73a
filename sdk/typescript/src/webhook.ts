/** Why a webhook was not taken. */
export type Rejection = "headers" | "too_old" | "too_new" | "signature" | "malformed";

export class WebhookRejected extends Error {
  override readonly name = "WebhookRejected";
  readonly reason: Rejection;

  constructor(reason: Rejection, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What a webhook carries. */
export interface WebhookMessage<T = unknown> {
  /** The same each time the message is sent: remember the ids you have dealt with. */
  id: string;
  /** When this try was made. */
  sentAt: Date;
  type: string;
  payload: T;
}

export interface WebhookOptions {
  /** The endpoint's secret (`whsec_…`); while it is being changed, the old one too. */
  secret: string | readonly string[];
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body exactly as it came: parsed and written again it would not have the same bytes. */
  body: string | Uint8Array;
  /** How far the sender's clock may be away, and how long a message may be on its way. 300. */
  toleranceSeconds?: number;
  /** The present, for tests. */
  now?: Date;
}

const signaturesMost = 32;

/**
 * Verifies a webhook by Standard Webhooks 1.0 and gives what it carries. Rejects with
 * `WebhookRejected`; answer 401 then. Signatures are compared in constant time, by WebCrypto.
 */
export async function verifyWebhook<T = unknown>(
  options: WebhookOptions,
): Promise<WebhookMessage<T>> {
  const { id, timestamp, signatures } = readHeaders(options);
  const sentAt = checkTime(timestamp, options);
  const body = bytesOf(options.body);
  const content = concatenated(bytesOf(`${id}.${timestamp}.`), body);
  const secrets = typeof options.secret === "string" ? [options.secret] : options.secret;
  for (const secret of secrets)
    if (await isSigned(secret, content, signatures)) return message<T>(id, sentAt, body);
  throw new WebhookRejected("signature", "no signature is of this secret");
}

function readHeaders({ headers }: WebhookOptions): {
  id: string;
  timestamp: string;
  signatures: string[];
} {
  const given = (name: string): string => {
    const value =
      headers instanceof Headers
        ? headers.get(name)
        : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    if (typeof value !== "string" || value === "")
      throw new WebhookRejected("headers", `${name} is missing`);
    return value;
  };
  const signatures = given("webhook-signature").split(" ").slice(0, signaturesMost);
  return { id: given("webhook-id"), timestamp: given("webhook-timestamp"), signatures };
}

function checkTime(timestamp: string, options: WebhookOptions): Date {
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookRejected("headers", "webhook-timestamp is no number of seconds");
  const tolerance = options.toleranceSeconds ?? 300;
  const late = (options.now ?? new Date()).getTime() / 1000 - Number(timestamp);
  if (late > tolerance) throw new WebhookRejected("too_old", "the message is too old");
  if (late < -tolerance) throw new WebhookRejected("too_new", "the message is from the future");
  return new Date(Number(timestamp) * 1000);
}

async function isSigned(
  secret: string,
  content: Uint8Array<ArrayBuffer>,
  signatures: readonly string[],
): Promise<boolean> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ""));
  if (bytes === undefined || bytes.length === 0)
    throw new TypeError("the secret is not whsec_ and base64");
  const use = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, use, false, ["verify"]);
  let good = false;
  for (const signature of signatures) {
    const [version, text] = signature.split(",", 2);
    const given = version === "v1" ? fromBase64(text ?? "") : undefined;
    if (given && (await crypto.subtle.verify("HMAC", key, given, content))) good = true;
  }
  return good;
}

function message<T>(id: string, sentAt: Date, body: Uint8Array): WebhookMessage<T> {
  let payload: unknown;
  try {
    payload = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new WebhookRejected("malformed", "the body is signed, and is not JSON");
  }
  const type = (payload as { type?: unknown } | null)?.type;
  if (typeof type !== "string")
    throw new WebhookRejected("malformed", "the body is signed, and has no type");
  return { id, sentAt, type, payload: payload as T };
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === "string" ? new TextEncoder().encode(value) : value;
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
