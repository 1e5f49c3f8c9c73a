import { fromHex, sameBytes } from "./bytes";
import { chainHash, type ChainedEntry } from "./chain";
import { rootByInclusion } from "./merkle";
import { isSignedBy, readNote } from "./note";

/** An entry with its place and the proof that a checkpoint covers it, as audit.get answers. */
export interface ProvenEntry {
  entry: ChainedEntry;
  seal: { number: number; previous: string; hash: string };
  inclusion: { checkpoint: string; path: string[] };
}

/** Each of the three is computed anew; nothing of them is taken from the server's word. */
export interface RecordChecks {
  /** The hash over what the entry says is the one in the chain. */
  content: boolean;
  /** The proof leads from that hash to the root of the checkpoint. */
  included: boolean;
  /** The checkpoint is signed with the key. */
  signed: boolean;
}

export async function verifyRecord(
  { entry, seal, inclusion }: ProvenEntry,
  key: string,
): Promise<RecordChecks> {
  const hash = await chainHash(fromHex(seal.previous), seal.number, entry);
  const checkpoint = readNote(inclusion.checkpoint);
  const root = await rootByInclusion(
    hash,
    seal.number - 1,
    checkpoint.size,
    inclusion.path.map(fromHex),
  ).catch(() => undefined);
  return {
    content: sameBytes(hash, fromHex(seal.hash)),
    included: root !== undefined && sameBytes(root, checkpoint.root),
    signed: await isSignedBy(inclusion.checkpoint, key),
  };
}
