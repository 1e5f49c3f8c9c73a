import { describe, expect, it } from "vitest";
import { sizeText } from "./size_text";

describe("sizeText", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [123_456, "123 kB"],
    [4_200_000, "4.2 MB"],
    [7_300_000_000_000, "7300 GB"],
  ])("says %d", (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
