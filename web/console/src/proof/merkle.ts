import { sameBytes, sha256, type Bytes } from "./bytes";

/** The Merkle tree of RFC 6962 and 9162, whose leaves are the hashes of the audit's chain. */
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export function leafHash(leaf: Bytes): Promise<Bytes> {
  return sha256(leafMark, leaf);
}

function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(nodeMark, left, right);
}

/** The largest power of two that is not above it. Logarithms would round near large ones. */
function powerUpTo(count: number): number {
  let power = 1;
  while (2 * power <= count) power *= 2;
  return power;
}

/** The root that an inclusion proof leads to (RFC 9162 §2.1.3.2). `index` counts from 0. */
export async function rootByInclusion(
  leaf: Bytes,
  index: number,
  size: number,
  path: Bytes[],
): Promise<Bytes> {
  if (index < 0 || index >= size) throw new Error("the entry is outside of the tree");
  let place = index;
  let last = size - 1;
  let node = await leafHash(leaf);
  for (const sibling of path) {
    if (last === 0) throw new Error("the proof is too long");
    if (place % 2 === 1 || place === last) {
      node = await nodeHash(sibling, node);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      node = await nodeHash(node, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) throw new Error("the proof is too short");
  return node;
}

/** Whether a tree of `second` leaves begins with the one of `first` leaves (RFC 9162 §2.1.4.2). */
export async function isConsistent(
  first: { size: number; root: Bytes },
  second: { size: number; root: Bytes },
  path: Bytes[],
): Promise<boolean> {
  if (first.size === second.size) return path.length === 0 && sameBytes(first.root, second.root);
  if (first.size > second.size || path.length === 0) return false;
  const whole = powerUpTo(first.size) === first.size;
  const [start, ...steps] = whole ? [first.root, ...path] : path;
  let place = first.size - 1;
  let last = second.size - 1;
  while (place % 2 === 1) {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  let [older, newer] = [start as Bytes, start as Bytes];
  for (const step of steps) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      older = await nodeHash(step, older);
      newer = await nodeHash(step, newer);
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      newer = await nodeHash(newer, step);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(older, first.root) && sameBytes(newer, second.root);
}

/** The sizes of the complete subtrees that make up the leaves from `begin` to before `end`. */
export function cover(begin: number, end: number): number[] {
  const sizes: number[] = [];
  for (let at = begin; at < end;) {
    let size = powerUpTo(end - at);
    while (at % size !== 0) size /= 2;
    sizes.push(size);
    at += size;
  }
  return sizes;
}

/** A tree that is given its complete subtrees from left to right; its memory is logarithmic. */
export class GrowingTree {
  private readonly stack: { size: number; node: Bytes }[] = [];

  async add(size: number, node: Bytes): Promise<void> {
    let top = { size, node };
    for (;;) {
      const left = this.stack.at(-1);
      if (left === undefined || left.size !== top.size) break;
      this.stack.pop();
      top = { size: 2 * top.size, node: await nodeHash(left.node, top.node) };
    }
    this.stack.push(top);
  }

  async root(): Promise<Bytes | undefined> {
    let root = this.stack.at(-1)?.node;
    for (const left of this.stack.slice(0, -1).reverse()) {
      root = await nodeHash(left.node, root as Bytes);
    }
    return root;
  }
}
