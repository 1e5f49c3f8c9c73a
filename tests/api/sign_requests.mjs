// Signs requests with a published library, for tests. Standard input is JSON:
//   {"make": "ed25519"}    prints {"public", "private"} in PEM
//   {"sign": [{"method", "url", "headers", "body", "algorithm", "key", "keyid", "fields", "params"}]}
//                          prints the headers of each, with Content-Digest where there is a body
import { constants, createHash, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import messageSignatures from "http-message-signatures";

const { createSigner, httpbis } = messageSignatures;

const KINDS = {
  ed25519: ["ed25519", {}],
  "ecdsa-p256-sha256": ["ec", { namedCurve: "P-256" }],
  "rsa-pss-sha512": ["rsa", { modulusLength: 2048 }],
};

// The library leaves the length of the salt to OpenSSL, which takes the longest; RFC 9421 says 64.
function signer(key, algorithm, keyid) {
  if (algorithm !== "rsa-pss-sha512") return createSigner(key, algorithm, keyid);
  const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
  return { id: keyid, alg: algorithm, sign: async (data) => signBytes("sha512", data, padding) };
}

function make(algorithm) {
  const [kind, options] = KINDS[algorithm];
  const { publicKey, privateKey } = generateKeyPairSync(kind, options);
  return {
    public: publicKey.export({ type: "spki", format: "pem" }),
    private: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

async function sign({ method, url, headers, body, algorithm, key, keyid, fields, params }) {
  const sent = { ...headers };
  if (body !== undefined) {
    const digest = createHash("sha256").update(body).digest("base64");
    sent["Content-Digest"] = `sha-256=:${digest}:`;
  }
  const values = { ...params };
  for (const name of ["created", "expires"])
    if (typeof values[name] === "number") values[name] = new Date(values[name] * 1000);
  const signed = await httpbis.signMessage({
    key: signer(key, algorithm, keyid),
    fields,
    params: Object.keys(params),
    paramValues: values,
  }, { method, url, headers: sent });
  return signed.headers;
}

const asked = JSON.parse(readFileSync(0, "utf8"));
const answer = asked.make ? make(asked.make) : await Promise.all(asked.sign.map(sign));
console.log(JSON.stringify(answer));
