import { describe, expect, it, vi } from "vitest";
import sample from "@/proof/evidence_sample.json";
import { fromBase64, toHex } from "@/proof/bytes";
import { forget, remembered, witness } from "./remembered";

const note = sample.record.inclusion.checkpoint;
const checkpoint = { size: 12, signed_at: "2026-11-21T16:20:18Z", note };
const origin = "sangam/audit/2";
const root = toHex(fromBase64(note.split("\n")[2] ?? ""));
const now = "2026-11-22T00:00:00Z";

function storage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const noProof = () => Promise.reject(new Error("no proof is needed"));

describe("witness", () => {
  it("remembers what it sees first, and finds it again", async () => {
    const kept = storage();
    const first = await witness(kept, checkpoint, sample.key, noProof, now);
    expect(first).toEqual({ signed: true, sameKey: true, consistent: true });
    expect(remembered(kept, origin)).toEqual({ key: sample.key, size: 12, root, seen: now });
    const second = await witness(kept, checkpoint, sample.key, noProof, "later");
    expect(second).toMatchObject({ signed: true, sameKey: true, consistent: true });
    expect(second.before?.seen).toBe(now);
  });

  it("does not take another history, and keeps what it saw", async () => {
    const kept = storage();
    const before = { key: sample.key, size: 5, root: "11".repeat(32), seen: now };
    kept.setItem(`sangam-checkpoint ${origin}`, JSON.stringify(before));
    const proof = vi.fn(() => Promise.resolve({ path: ["22".repeat(32)] }));
    const seen = await witness(kept, checkpoint, sample.key, proof, "later");
    expect(proof).toHaveBeenCalledWith(5, 12);
    expect(seen).toMatchObject({ signed: true, sameKey: true, consistent: false });
    expect(remembered(kept, origin)).toEqual(before);
    forget(kept, note);
    expect(remembered(kept, origin)).toBeUndefined();
  });

  it("does not take a shorter chain of the same entries", async () => {
    const kept = storage();
    const before = { key: sample.key, size: 13, root, seen: now };
    kept.setItem(`sangam-checkpoint ${origin}`, JSON.stringify(before));
    const seen = await witness(kept, checkpoint, sample.key, noProof, "later");
    expect(seen.consistent).toBe(false);
  });

  it("notices another key, and a note nobody signed", async () => {
    const kept = storage();
    const other = { key: "another", size: 12, root, seen: now };
    kept.setItem(`sangam-checkpoint ${origin}`, JSON.stringify(other));
    expect((await witness(kept, checkpoint, sample.key, noProof, now)).sameKey).toBe(false);
    const forged = { ...checkpoint, note: note.replace("T16:", "T17:") };
    expect((await witness(storage(), forged, sample.key, noProof, now)).signed).toBe(false);
  });
});
