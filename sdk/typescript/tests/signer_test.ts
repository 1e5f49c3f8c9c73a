// A signature covers what is sent, with each kind of key, and each is another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestSigner, Sangam } from "@sangam/sdk";

const kinds: [string, AlgorithmIdentifier | EcKeyGenParams | RsaHashedKeyGenParams, unknown][] = [
  ["Ed25519", { name: "Ed25519" }, "Ed25519"],
  ["ECDSA", { name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }],
  [
    "RSA-PSS",
    {
      name: "RSA-PSS",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-512",
    },
    { name: "RSA-PSS", saltLength: 64 },
  ],
];

for (const [name, generation, verification] of kinds)
  test(`what is sent is signed: ${name}`, async () => {
    const pair = (await crypto.subtle.generateKey(generation, false, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const requests: Request[] = [];
    const client = new Sangam({
      url: "https://api.example.com",
      signer: new RequestSigner("sgk_1", pair.privateKey),
      fetch: async (url, options) => {
        requests.push(new Request(url as string, options));
        return Response.json({ id: "team_1" });
      },
    });
    await client.teams.create({ name: "Ops", description: "it's ours" });
    await client.teams.create({ name: "Ops", description: "it's ours" });
    const [first, second] = requests as [Request, Request];
    const input = first.headers.get("signature-input") ?? "";
    assert.notEqual(second.headers.get("signature-input"), input);
    assert.equal(first.headers.get("authorization"), null);
    const digest = await crypto.subtle.digest("SHA-256", await first.arrayBuffer());
    const sent = `sha-256=:${Buffer.from(digest).toString("base64")}:`;
    assert.equal(first.headers.get("content-digest"), sent);
    const base =
      `"@method": POST\n"@target-uri": ${first.url}\n"content-digest": ${sent}\n` +
      `"@signature-params": ${input.replace("sig=", "")}`;
    const signature = (first.headers.get("signature") ?? "").slice("sig=:".length, -1);
    assert.ok(
      await crypto.subtle.verify(
        verification as AlgorithmIdentifier,
        pair.publicKey,
        Buffer.from(signature, "base64"),
        new TextEncoder().encode(base),
      ),
    );
  });

test("a key of another kind is refused at once", async () => {
  const { privateKey } = await crypto.subtle.generateKey(
    { name: "ECDSA", namedCurve: "P-384" },
    false,
    ["sign", "verify"],
  );
  assert.throws(() => new RequestSigner("sgk_1", privateKey), TypeError);
});
