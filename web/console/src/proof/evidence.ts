import { fromHex, sameBytes, toHex, type Bytes } from "./bytes";
import { chainHash, type ChainedEntry } from "./chain";
import { cover, GrowingTree, leafHash } from "./merkle";
import { isSignedBy, readNote } from "./note";

interface Heading {
  format: string;
  first: number;
  last: number;
  checkpoint: string;
  previous: string;
  left: string[];
  right: string[];
}

interface EvidenceLine extends ChainedEntry {
  number: number;
  hash: string;
}

export type EvidenceFault =
  "unsigned" | "altered" | "missing" | "rewritten" | "unreadable" | "incomplete";

export interface EvidenceFinding {
  fault: EvidenceFault;
  number?: number;
}

export interface EvidenceReport {
  first: number;
  last: number;
  /** Entries whose hashes were computed. */
  entries: number;
  size: number;
  signedAt: string;
  root: string;
  findings: EvidenceFinding[];
}

/** Findings beyond these say nothing more. */
const mostFindings = 20;

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}

async function addCover(tree: GrowingTree, begin: number, end: number, nodes: string[]) {
  const sizes = cover(begin, end);
  if (sizes.length !== nodes.length) return false;
  for (const [index, size] of sizes.entries()) await tree.add(size, fromHex(nodes[index] ?? ""));
  return true;
}

/**
 * Checks lines of evidence (kernel/audit/evidence.h) with nothing but the public key: each entry
 * against its hash and the one before, all of them against the signed root. Throws when the first
 * line is no heading.
 */
export async function verifyEvidence(
  lines: AsyncIterable<string>,
  key: string,
  progress: (entries: number, all: number) => void = () => {},
): Promise<EvidenceReport> {
  const iterator = lines[Symbol.asyncIterator]();
  const start = await iterator.next();
  const heading = start.done === true ? undefined : parsed<Heading>(start.value);
  if (heading?.format !== "sangam-audit-1") throw new Error("this is no evidence of an audit");
  const checkpoint = readNote(heading.checkpoint);
  const findings: EvidenceFinding[] = [];
  const find = (finding: EvidenceFinding) => {
    if (findings.length < mostFindings) findings.push(finding);
  };
  if (!(await isSignedBy(heading.checkpoint, key))) find({ fault: "unsigned" });
  const tree = new GrowingTree();
  let whole = await addCover(tree, 0, heading.first - 1, heading.left);
  let previous: Bytes = fromHex(heading.previous);
  let entries = 0;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    const number = heading.first + entries;
    const line = parsed<EvidenceLine>(next.value);
    if (line === undefined || line.number !== number) {
      find({ fault: line === undefined ? "unreadable" : "missing", number });
      whole = false;
      await iterator.return?.(); // what follows need not come
      break;
    }
    const hash = await chainHash(previous, number, line).catch(() => undefined);
    const stated = fromHex(line.hash);
    if (hash === undefined || !sameBytes(hash, stated)) find({ fault: "altered", number });
    await tree.add(1, await leafHash(stated));
    previous = stated;
    entries += 1;
    if (entries % 200 === 0) progress(entries, heading.last - heading.first + 1);
  }
  if (entries !== heading.last - heading.first + 1) find({ fault: "incomplete" });
  whole = (await addCover(tree, heading.last, checkpoint.size, heading.right)) && whole;
  const root = await tree.root();
  if (!whole || root === undefined || !sameBytes(root, checkpoint.root)) {
    find({ fault: "rewritten" });
  }
  return {
    first: heading.first,
    last: heading.last,
    entries,
    size: checkpoint.size,
    signedAt: checkpoint.at,
    root: toHex(checkpoint.root),
    findings,
  };
}
