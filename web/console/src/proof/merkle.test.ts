import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { utf8, type Bytes } from "./bytes";
import { cover, GrowingTree, isConsistent, leafHash, rootByInclusion } from "./merkle";

/** RFC 6962 §2.1 as it is written there, slowly: what the quick ways are compared with. */
function hash(mark: number, ...parts: Uint8Array[]): Bytes {
  const sum = createHash("sha256").update(Uint8Array.of(mark));
  for (const part of parts) sum.update(part);
  return new Uint8Array(sum.digest());
}

const split = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);

function rootOf(leaves: Bytes[]): Bytes {
  if (leaves.length === 1) return hash(0, leaves[0] as Bytes);
  const half = split(leaves.length);
  return hash(1, rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

function inclusionOf(index: number, leaves: Bytes[]): Bytes[] {
  if (leaves.length === 1) return [];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return index < half
    ? [...inclusionOf(index, left), rootOf(right)]
    : [...inclusionOf(index - half, right), rootOf(left)];
}

function consistencyOf(first: number, leaves: Bytes[], complete = true): Bytes[] {
  if (first === leaves.length) return complete ? [] : [rootOf(leaves)];
  const half = split(leaves.length);
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)];
  return first <= half
    ? [...consistencyOf(first, left, complete), rootOf(right)]
    : [...consistencyOf(first - half, right, false), rootOf(left)];
}

const leaves = Array.from({ length: 21 }, (_, number) => utf8(`leaf ${number}`));

describe("the tree", () => {
  it("grows to the same root, of any size, by leaves and by subtrees", async () => {
    for (let size = 1; size <= leaves.length; size++) {
      const tree = new GrowingTree();
      for (const leaf of leaves.slice(0, size)) await tree.add(1, await leafHash(leaf));
      expect(await tree.root()).toEqual(rootOf(leaves.slice(0, size)));
      for (let begin = 0; begin < size; begin++) {
        const sizes = [...cover(0, begin), ...cover(begin, size)];
        const covered = new GrowingTree();
        let at = 0;
        for (const part of sizes) {
          await covered.add(part, rootOf(leaves.slice(at, at + part)));
          at += part;
        }
        expect(at).toBe(size);
        expect(await covered.root()).toEqual(rootOf(leaves.slice(0, size)));
      }
    }
  });

  it("includes each leaf at its own place only", async () => {
    for (let size = 1; size <= leaves.length; size++) {
      const tree = leaves.slice(0, size);
      for (const [index, leaf] of tree.entries()) {
        const path = inclusionOf(index, tree);
        expect(await rootByInclusion(leaf, index, size, path)).toEqual(rootOf(tree));
        if (index > 0) {
          const moved = await rootByInclusion(leaf, index - 1, size, path).catch(() => undefined);
          expect(moved).not.toEqual(rootOf(tree));
        }
      }
    }
  });

  it("is consistent with every smaller one of the same leaves, and with no other", async () => {
    const other = rootOf(leaves.slice(1));
    for (let second = 1; second <= leaves.length; second++) {
      for (let first = 1; first <= second; first++) {
        const path = consistencyOf(first, leaves.slice(0, second));
        const older = { size: first, root: rootOf(leaves.slice(0, first)) };
        const newer = { size: second, root: rootOf(leaves.slice(0, second)) };
        expect(await isConsistent(older, newer, path), `${first} ${second}`).toBe(true);
        expect(await isConsistent({ ...older, root: other }, newer, path)).toBe(false);
        expect(await isConsistent(older, { ...newer, root: other }, path)).toBe(false);
      }
    }
  });
});
