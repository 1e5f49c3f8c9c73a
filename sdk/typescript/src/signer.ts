/**
 * Signs requests (RFC 9421) instead of sending a secret, with a private key of WebCrypto whose public
 * key is registered: Ed25519, ECDSA on P-256, or RSA-PSS with SHA-512. A key that cannot be exported
 * cannot be stolen from a page either.
 */
export class RequestSigner {
  readonly keyId: string;
  readonly #key: CryptoKey;
  readonly #algorithm: AlgorithmIdentifier | EcdsaParams | RsaPssParams;

  /** `keyId` is the id of the public key (`sgk_…`). */
  constructor(keyId: string, privateKey: CryptoKey) {
    this.keyId = keyId;
    this.#key = privateKey;
    this.#algorithm = algorithmOf(privateKey);
  }

  /** What a request sends beside its own headers. `url` is the whole address, as it is sent. */
  async headers(
    method: string,
    url: string,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Record<string, string>> {
    const sent: Record<string, string> = {};
    const covered: [string, string][] = [
      ["@method", method],
      ["@target-uri", url],
    ];
    if (body !== undefined && body.byteLength > 0) {
      const digest = base64(await crypto.subtle.digest("SHA-256", body));
      sent["Content-Digest"] = `sha-256=:${digest}:`;
      covered.push(["content-digest", sent["Content-Digest"]]);
    }
    const names = covered.map(([name]) => `"${name}"`).join(" ");
    const created = Math.floor(Date.now() / 1000);
    const nonce = base64(crypto.getRandomValues(new Uint8Array(18)).buffer);
    const said = `(${names});created=${created};nonce="${nonce}";keyid="${this.keyId}"`;
    const lines = covered.map(([name, value]) => `"${name}": ${value}\n`).join("");
    const base = new TextEncoder().encode(`${lines}"@signature-params": ${said}`);
    const signature = base64(await crypto.subtle.sign(this.#algorithm, this.#key, base));
    return { ...sent, "Signature-Input": `sig=${said}`, Signature: `sig=:${signature}:` };
  }
}

function algorithmOf(key: CryptoKey): AlgorithmIdentifier | EcdsaParams | RsaPssParams {
  const { name } = key.algorithm;
  if (name === "Ed25519") return name;
  if (name === "ECDSA" && (key.algorithm as EcKeyAlgorithm).namedCurve === "P-256")
    return { name, hash: "SHA-256" };
  const { hash } = key.algorithm as Partial<RsaHashedKeyAlgorithm>;
  if (name === "RSA-PSS" && hash?.name === "SHA-512") return { name, saltLength: 64 };
  throw new TypeError("the key is not Ed25519, ECDSA on P-256, or RSA-PSS with SHA-512");
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
