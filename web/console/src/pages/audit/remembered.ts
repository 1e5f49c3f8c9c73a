import type { AuditCheckpoint } from "@/api/audit";
import { fromHex, toHex } from "@/proof/bytes";
import { isConsistent } from "@/proof/merkle";
import { isSignedBy, readNote } from "@/proof/note";

/** What this browser saw of a tenant's audit before: nobody of the installation can change it. */
export interface Remembered {
  key: string;
  size: number;
  root: string;
  /** When it was seen, by this machine's clock. */
  seen: string;
}

export interface Witness {
  signed: boolean;
  /** The remaining two only when something is remembered. */
  before?: Remembered;
  sameKey: boolean;
  consistent: boolean;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

const place = (origin: string) => `sangam-checkpoint ${origin}`;

export function remembered(storage: Storage, origin: string): Remembered | undefined {
  try {
    const text = storage.getItem(place(origin));
    return text === null ? undefined : (JSON.parse(text) as Remembered);
  } catch {
    return undefined;
  }
}

export function forget(storage: Storage, note: string): void {
  storage.removeItem(place(readNote(note).origin));
}

/**
 * Compares the newest checkpoint with the one that this browser remembers, by a proof that the
 * later tree begins with the earlier one. What is right is remembered from then on; what is wrong
 * never replaces what was.
 */
export async function witness(
  storage: Storage,
  { note }: AuditCheckpoint,
  key: string,
  proof: (first: number, second: number) => Promise<{ path: string[] }>,
  now: string,
): Promise<Witness> {
  const { origin, size, root } = readNote(note);
  const before = remembered(storage, origin);
  const signed = await isSignedBy(note, key);
  let consistent = true;
  if (before !== undefined) {
    const older = { size: before.size, root: fromHex(before.root) };
    const path = before.size < size ? (await proof(before.size, size)).path : [];
    consistent = await isConsistent(older, { size, root }, path.map(fromHex));
  }
  const sameKey = before === undefined || before.key === key;
  if (signed && consistent && sameKey) {
    const seen: Remembered = { key, size, root: toHex(root), seen: now };
    storage.setItem(place(origin), JSON.stringify(seen));
  }
  return { signed, sameKey, consistent, ...(before === undefined ? {} : { before }) };
}
