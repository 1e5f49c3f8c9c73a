import { describe, expect, it } from "vitest";
import { formatAmount, formatCount, formatDecimal, formatPercent } from "./amount_text";

describe("formatDecimal", () => {
  it("groups in lakhs and crores for India", () => {
    expect(formatDecimal("123456789.50", "en-IN")).toBe("12,34,56,789.50");
    expect(formatDecimal("999.00", "en-IN")).toBe("999.00");
  });

  it("groups in thousands elsewhere", () => {
    expect(formatDecimal("123456789.50", "en-US")).toBe("123,456,789.50");
  });

  it("is exact beyond 2^53 and keeps trailing zeros", () => {
    expect(formatDecimal("92233720368547758.07", "en-IN")).toBe("92,23,37,20,36,85,47,758.07");
    expect(formatDecimal("9007199254740993.10", "en-US")).toBe("9,007,199,254,740,993.10");
  });

  it("writes a true minus sign", () => {
    expect(formatDecimal("-1234.5", "en-IN")).toBe("\u22121,234.5");
    expect(formatDecimal("-0.05", "en-IN")).toBe("\u22120.05");
  });

  it("shows what it cannot read as it is", () => {
    expect(formatDecimal("n/a", "en-IN")).toBe("n/a");
  });
});

describe("formatAmount", () => {
  it("puts the currency before the figure and the minus before both", () => {
    expect(formatAmount({ amount: "-100000.00", asset: "INR" }, "en-IN")).toBe(
      "\u2212₹1,00,000.00",
    );
  });

  it("writes the code where an asset has no sign of its own", () => {
    expect(formatAmount({ amount: "5.00", asset: "CHF" }, "en-IN")).toBe("CHF\u00a05.00");
  });
});

it("groups counts", () => {
  expect(formatCount(100000, "en-IN")).toBe("1,00,000");
});

it("tells percents", () => {
  expect(formatPercent(25, "en-IN")).toBe("25%");
});
