import { describe, expect, it } from "vitest";
import { add, fromUnits, isNegative, isZero, scaleOf, subtract, toUnits } from "./decimal";

describe("decimal", () => {
  it("keeps what a float cannot: beyond 2^53, to the last unit", () => {
    expect(add("90071992547409.93", "0.01")).toBe("90071992547409.94");
    expect(subtract("92233720368547758.07", "92233720368547758.06")).toBe("0.01");
    expect(add("0.1", "0.2")).toBe("0.3");
  });

  it("goes below zero and back", () => {
    expect(subtract("1.00", "2.50")).toBe("-1.50");
    expect(add("-0.05", "0.05")).toBe("0.00");
    expect(fromUnits(-5n, 2)).toBe("-0.05");
    expect(fromUnits(7n, 0)).toBe("7");
  });

  it("aligns scales", () => {
    expect(add("1", "0.005")).toBe("1.005");
    expect(toUnits("-12.5", 3)).toBe(-12500n);
    expect(scaleOf("12.500")).toBe(3);
  });

  it("refuses what is no decimal or would lose digits", () => {
    expect(() => toUnits("1e5", 2)).toThrow(RangeError);
    expect(() => toUnits("1.234", 2)).toThrow(RangeError);
  });

  it("knows the sign of zero", () => {
    expect(isNegative("-0.00")).toBe(false);
    expect(isNegative("-0.01")).toBe(true);
    expect(isZero("0.00")).toBe(true);
    expect(isZero("0.10")).toBe(false);
  });
});
