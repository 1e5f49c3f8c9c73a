import { describe, expect, it } from "vitest";
import type { Transfer } from "@/api/transfers";
import { activityOf, changeInPercent, lastDays, startOfDay, totalOf } from "./activity";

const now = new Date(2026, 10, 21, 15, 30).getTime();
const days = lastDays(now, 3);

function transfer(ledger: string, day: number, amount: string, kind = "transfer"): Transfer {
  return {
    id: `${ledger} ${day} ${amount}`,
    ledger,
    kind,
    amount: { amount, asset: ledger === "a" ? "INR" : "USD" },
    timestamp: new Date((days[day] ?? 0) + 3_600_000).toISOString(),
  } as Transfer;
}

const transfers = [
  transfer("b", 2, "5.00"),
  transfer("a", 0, "90000000000000000.01"),
  transfer("a", 0, "0.01"),
  transfer("a", 2, "7.50"),
  transfer("a", 2, "99.00", "hold"),
];

describe("lastDays", () => {
  it("ends with today, each at its own midnight", () => {
    expect(days.at(-1)).toBe(startOfDay(now));
    expect(days.map((day) => new Date(day).getHours())).toEqual([0, 0, 0]);
    expect(days.map((day) => new Date(day).getDate())).toEqual([19, 20, 21]);
  });
});

describe("activityOf", () => {
  const [first, second] = activityOf(transfers, days);

  it("puts the busiest ledger first and leaves no day out", () => {
    expect([first?.ledger, second?.ledger]).toEqual(["a", "b"]);
    expect(first?.days.map((day) => day.count)).toEqual([2, 0, 1]);
  });

  it("adds exactly, and only what moved", () => {
    expect(first?.days.map((day) => day.amount.amount)).toEqual([
      "90000000000000000.02",
      "0",
      "7.50",
    ]);
    expect(first?.largest?.amount.amount).toBe("90000000000000000.01");
    expect(totalOf(first?.days ?? [])).toEqual({
      count: 3,
      amount: { amount: "90000000000000007.52", asset: "INR" },
    });
  });
});

it("tells a change in percent, but none from nothing", () => {
  expect(changeInPercent(4, 5)).toBe(25);
  expect(changeInPercent(0, 5)).toBeUndefined();
});
