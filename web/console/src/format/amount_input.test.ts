import { describe, expect, it } from "vitest";
import { parseAmount } from "./amount_input";

function reason(typed: string, scale = 2): string {
  const parsed = parseAmount(typed, scale);
  return parsed.ok ? parsed.amount : parsed.reason;
}

describe("parseAmount", () => {
  it("reads what people type", () => {
    expect(reason("1,00,000.5")).toBe("100000.50");
    expect(reason(" ₹ 250 ")).toBe("250.00");
    expect(reason("INR 12.5")).toBe("12.50");
    expect(reason(".5")).toBe("0.50");
    expect(reason("7.")).toBe("7.00");
    expect(reason("1200", 0)).toBe("1200");
  });

  it("keeps every digit of the largest amount and refuses one more", () => {
    expect(reason("92233720368547758.07")).toBe("92233720368547758.07");
    expect(reason("92233720368547758.08")).toBe("too_large");
  });

  it("never rounds", () => {
    expect(reason("1.005")).toBe("too_many_decimals");
    expect(reason("1.0", 0)).toBe("too_many_decimals");
  });

  it("says why it refuses", () => {
    expect(reason("")).toBe("empty");
    expect(reason("  ")).toBe("empty");
    expect(reason("abc")).toBe("malformed");
    expect(reason("1e5")).toBe("malformed");
    expect(reason("1.2.3")).toBe("malformed");
    expect(reason("-5")).toBe("not_positive");
    expect(reason("0.00")).toBe("not_positive");
  });
});
