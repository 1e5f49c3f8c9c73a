import { describe, expect, it } from "vitest";
import { nanoseconds } from "./chain";
import { verifyEvidence } from "./evidence";
import { isSignedBy, readNote } from "./note";
import { verifyRecord, type ProvenEntry } from "./record";
// Written by a server: entries 3 to 6 of a chain of 12, its key, and one entry with its proof.
import sample from "./evidence_sample.json";

type Line = Record<string, unknown>;

async function* lines(texts: string[]) {
  for (const text of texts) yield await Promise.resolve(text);
}

/** The sample's evidence after a change of its lines. */
function verifyChanged(change: (file: Line[]) => void, key = sample.key) {
  const file = structuredClone(sample.evidence) as Line[];
  change(file);
  return verifyEvidence(lines(file.map((line) => JSON.stringify(line))), key);
}

const faults = async (change: (file: Line[]) => void, key?: string) =>
  (await verifyChanged(change, key)).findings.map(({ fault, number }) => [fault, number]);

describe("verifyEvidence", () => {
  it("computes what the server signed", async () => {
    const report = await verifyChanged(() => {});
    expect(report).toMatchObject({ first: 3, last: 6, entries: 4, size: 12, findings: [] });
  });

  it("finds a changed entry by its number", async () => {
    expect(await faults((file) => ((file[2] as Line)["actor"] = "somebody"))).toEqual([
      ["altered", 4],
    ]);
    expect(await faults((file) => delete (file[3] as Line)["target"])).toEqual([["altered", 5]]);
  });

  it("finds an entry that was exchanged with its hash", async () => {
    const exchange = (file: Line[]) => ((file[2] as Line)["hash"] = "00".repeat(32));
    expect(await faults(exchange)).toEqual([
      ["altered", 4],
      ["altered", 5],
      ["rewritten", undefined],
    ]);
  });

  it("finds what is missing, in the middle and at the end", async () => {
    expect(await faults((file) => file.splice(3, 1))).toContainEqual(["missing", 5]);
    expect(await faults((file) => file.pop())).toContainEqual(["incomplete", undefined]);
  });

  it("finds a checkpoint of another key or another root", async () => {
    const other = `sangam-audit+00000000+${Buffer.from([1, ...new Uint8Array(32)]).toString("base64")}`;
    expect(await faults(() => {}, other)).toEqual([["unsigned", undefined]]);
    const changed = await faults((file) => {
      const heading = file[0] as { checkpoint: string };
      heading.checkpoint = heading.checkpoint.replace("\n12\n", "\n13\n");
    });
    expect(changed).toEqual([
      ["unsigned", undefined],
      ["rewritten", undefined],
    ]);
  });

  it("refuses what is no evidence", async () => {
    await expect(verifyEvidence(lines(["{}"]), sample.key)).rejects.toThrow("no evidence");
    await expect(verifyEvidence(lines([]), sample.key)).rejects.toThrow("no evidence");
  });
});

describe("verifyRecord", () => {
  const record = sample.record as unknown as ProvenEntry;

  it("proves one entry of a server", async () => {
    expect(await verifyRecord(record, sample.key)).toEqual({
      content: true,
      included: true,
      signed: true,
    });
  });

  it("does not prove one that says something else", async () => {
    const entry = { ...record.entry, outcome: "refused" };
    expect(await verifyRecord({ ...record, entry }, sample.key)).toEqual({
      content: false,
      included: false,
      signed: true,
    });
  });
});

describe("a signed note", () => {
  it("is read, and is not signed once it was touched", async () => {
    const note = sample.record.inclusion.checkpoint;
    expect(readNote(note)).toMatchObject({ size: 12, origin: "sangam/audit/2" });
    expect(await isSignedBy(note, sample.key)).toBe(true);
    expect(await isSignedBy(note.replace("T16:", "T17:"), sample.key)).toBe(false);
    expect(await isSignedBy(note.replace("sangam-audit ", "another "), sample.key)).toBe(false);
    expect(() => readNote("hello")).toThrow();
  });
});

describe("nanoseconds", () => {
  it("keeps every digit", () => {
    expect(nanoseconds("1970-01-01T00:00:01Z")).toBe(1_000_000_000n);
    expect(nanoseconds("2026-01-31T09:30:00.000000001Z") % 1000n).toBe(1n);
    expect(nanoseconds("2026-01-31T09:30:00.5Z") % 1_000_000_000n).toBe(500_000_000n);
    expect(() => nanoseconds("yesterday")).toThrow();
  });
});
