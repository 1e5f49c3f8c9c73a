import { describe, expect, it } from "vitest";
import { readDetail } from "./difference";

describe("readDetail", () => {
  it("finds what changed, what came and what went", () => {
    const detail =
      '{"reason":"asked","before":{"url":"a","note":"x","n":10000000000000000001},' +
      '"after":{"url":"b","types":["t"],"n":2},"omitted":["payload"]}';
    expect(readDetail(detail)).toEqual({
      reason: "asked",
      changed: [
        { name: "url", before: '"a"', after: '"b"' },
        { name: "note", before: '"x"' },
        { name: "n", before: "10000000000000000001", after: "2" },
        { name: "types", after: '["t"]' },
      ],
      omitted: ["payload"],
      more: false,
    });
  });

  it("leaves what it does not know to be shown as it is", () => {
    expect(readDetail('{"attempts":3}')).toEqual({ changed: [], omitted: [], more: true });
    expect(readDetail("no json").more).toBe(true);
    expect(readDetail("[1]").more).toBe(true);
    expect(readDetail('{"before":1,"after":2}').more).toBe(true);
    expect(readDetail('{"reason":"gone","url":"a"}')).toMatchObject({ reason: "gone", more: true });
  });
});
