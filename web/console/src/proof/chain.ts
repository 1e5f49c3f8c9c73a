import { bigEndian, sha256, utf8, type Bytes } from "./bytes";

/** What of an entry is hashed; as the API and evidence files write it. */
export interface ChainedEntry {
  id: string;
  at: string;
  actor: string;
  actor_kind: string;
  operation: string;
  request_id: string;
  target?: string;
  outcome: string;
  detail?: string;
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";

/** The 16 bytes of an id such as evt_01j…: Crockford's base 32. */
function idBytes(id: string): Bytes {
  let value = 0n;
  for (const digit of id.slice(id.indexOf("_") + 1)) {
    const place = digits.indexOf(digit);
    if (place < 0) throw new Error(`${id} is no id`);
    value = (value << 5n) | BigInt(place);
  }
  return bigEndian(value, 16);
}

/** Nanoseconds since 1970, which are more than a number holds. */
export function nanoseconds(at: string): bigint {
  const [, whole = "", fraction = ""] = /^([^.Z]+)(?:\.(\d{1,9}))?Z$/.exec(at) ?? [];
  const milliseconds = Date.parse(`${whole}Z`);
  if (Number.isNaN(milliseconds)) throw new Error(`${at} is no time`);
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}

function field(text: string | undefined): Bytes[] {
  if (text === undefined) return [bigEndian(0xffffffffn, 4)];
  const bytes = utf8(text);
  return [bigEndian(BigInt(bytes.length), 4), bytes];
}

/** H(number) of the audit's chain, as kernel/audit/chain.h defines it. */
export function chainHash(previous: Bytes, number: number, entry: ChainedEntry): Promise<Bytes> {
  return sha256(
    previous,
    bigEndian(BigInt(number), 8),
    idBytes(entry.id),
    bigEndian(nanoseconds(entry.at), 8),
    ...field(entry.actor),
    ...field(entry.actor_kind),
    ...field(entry.operation),
    ...field(entry.request_id),
    ...field(entry.target),
    ...field(entry.outcome),
    ...field(entry.detail),
  );
}
