import { fromBase64, utf8, type Bytes } from "./bytes";

/** What a signed note of the audit says: the size and root of a tenant's tree at a time. */
export interface SignedCheckpoint {
  origin: string;
  size: number;
  root: Bytes;
  at: string;
}

const keyName = "sangam-audit";

/** The bytes of a verifier key, "name+id+base64 of 0x01 and the key". */
function keyBytes(key: string): Bytes {
  // Base64 has plus signs of its own.
  const [name, , ...encoded] = key.trim().split("+");
  const bytes = fromBase64(encoded.join("+"));
  if (name !== keyName || bytes.length !== 33 || bytes[0] !== 1) {
    throw new Error("the key is none of an audit");
  }
  return bytes.slice(1);
}

/** What a note says, whoever signed it. Throws when it is none. */
export function readNote(note: string): SignedCheckpoint {
  const [origin = "", size = "", root = "", at = ""] = note.split("\n");
  if (!/^sangam\/audit\/\d+$/.test(origin) || !/^\d{1,15}$/.test(size)) {
    throw new Error("the note is none of an audit");
  }
  return { origin, size: Number(size), root: fromBase64(root), at };
}

/** Whether the note is signed by the key: Ed25519 over everything before the empty line. */
export async function isSignedBy(note: string, key: string): Promise<boolean> {
  const end = note.indexOf("\n\n");
  const [dash, name, encoded] = note
    .slice(end + 2)
    .trimEnd()
    .split(" ");
  if (end < 0 || dash !== "—" || name !== keyName || encoded === undefined) return false;
  // Four bytes name the key.
  const signature = fromBase64(encoded).slice(4);
  const imported = await crypto.subtle.importKey("raw", keyBytes(key), "Ed25519", false, [
    "verify",
  ]);
  return crypto.subtle.verify("Ed25519", imported, signature, utf8(note.slice(0, end + 1)));
}
