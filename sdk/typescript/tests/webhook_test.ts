// Standard Webhooks 1.0: what is signed well is taken, and nothing else.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { verifyWebhook, type WebhookOptions, WebhookRejected } from "@sangam/sdk/webhooks";

// The example of the standard's own libraries.
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"test": 2432232314}';
const headers = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const now = new Date(1_614_265_330_000);

function signed(text: string, key = secret): WebhookOptions {
  const content = `msg_1.1614265330.${text}`;
  const bytes = Buffer.from(key.replace("whsec_", ""), "base64");
  const signature = `v1,${createHmac("sha256", bytes).update(content).digest("base64")}`;
  const own = { "webhook-id": "msg_1", "webhook-signature": signature };
  return { secret, headers: { ...headers, ...own }, body: text, now };
}

async function rejected(options: WebhookOptions, reason: string): Promise<void> {
  await assert.rejects(verifyWebhook(options), (error: unknown) => {
    assert.ok(error instanceof WebhookRejected, String(error));
    assert.equal(error.reason, reason);
    return true;
  });
}

test("the standard's example is signed well; it has no type, which ours have", () =>
  rejected({ secret, headers, body, now }, "malformed"));

test("a message is taken from headers of any kind and bodies of both kinds", async () => {
  const options = signed('{"type": "x.y", "data": {"n": 1}}');
  const message = await verifyWebhook<{ data: { n: number } }>(options);
  assert.deepEqual([message.id, message.type, message.payload.data.n], ["msg_1", "x.y", 1]);
  assert.deepEqual(message.sentAt, now);
  await verifyWebhook({ ...options, headers: new Headers(options.headers as HeadersInit) });
  await verifyWebhook({ ...options, body: new TextEncoder().encode(options.body as string) });
  const upper = Object.entries(options.headers).map(([name, text]) => [name.toUpperCase(), text]);
  await verifyWebhook({ ...options, headers: Object.fromEntries(upper) });
});

test("while a secret is changed either of two counts, on both sides", async () => {
  const other = "whsec_b3RoZXIgc2VjcmV0IG9mIG91cnM=";
  const options = signed('{"type": "x"}', other);
  await rejected(options, "signature");
  await verifyWebhook({ ...options, secret: [secret, other] });
  const both = `v1a,abc ${signed('{"type": "x"}').headers["webhook-signature" as never]}`;
  await verifyWebhook({
    ...options,
    headers: { ...options.headers, "webhook-signature": `v1,AAAA ${both}` },
  });
});

test("what was changed, replayed, or is not signed is refused", async () => {
  const good = signed('{"type": "x"}');
  await rejected({ ...good, body: `${good.body} ` }, "signature");
  await rejected({ ...good, headers: { ...good.headers, "webhook-id": "msg_2" } }, "signature");
  for (const signature of ["v1,", "v1", "v2,AAAA", "v1,not base64!", "v1,AAAA".repeat(9)])
    await rejected(
      { ...good, headers: { ...good.headers, "webhook-signature": signature } },
      "signature",
    );
  await rejected({ ...good, now: new Date(now.getTime() + 301_000) }, "too_old");
  await rejected({ ...good, now: new Date(now.getTime() - 301_000) }, "too_new");
  await rejected(
    { ...good, now: new Date(now.getTime() + 11_000), toleranceSeconds: 10 },
    "too_old",
  );
  for (const name of Object.keys(headers))
    await rejected({ ...good, headers: { ...good.headers, [name]: undefined } }, "headers");
  for (const timestamp of ["soon", "-1", "1e9", "9".repeat(20)])
    await rejected(
      { ...good, headers: { ...good.headers, "webhook-timestamp": timestamp } },
      "headers",
    );
  await rejected(signed("not json"), "malformed");
  await rejected(signed("null"), "malformed");
});

test("a secret that is none is the program's fault, not the sender's", async () => {
  for (const bad of ["whsec_", "whsec_!", ""])
    await assert.rejects(verifyWebhook({ ...signed("{}"), secret: bad }), TypeError);
});
