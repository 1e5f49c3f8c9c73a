/** Bytes as base64url without padding (RFC 4648 §5): how WebAuthn's values travel in JSON. */
export function toBase64Url(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads base64url, with or without padding; throws for anything else. */
export function fromBase64Url(text: string): ArrayBuffer {
  if (!/^[\w-]*={0,2}$/.test(text)) throw new TypeError("This is no base64url.");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes.buffer;
}
