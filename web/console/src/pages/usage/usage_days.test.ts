import { describe, expect, it } from "vitest";
import type { UsageDay } from "@/api/usage";
import {
  callersOf,
  dayOf,
  daysBefore,
  everyDay,
  monthBefore,
  monthSoFar,
  monthTotals,
} from "./usage_days";

function of(day: string, value: number, refused = 0, failed = 0): UsageDay {
  return { day, value, refused, failed };
}

describe("days", () => {
  it("are those of UTC", () => {
    expect(dayOf(Date.parse("2026-11-22T23:59:59Z"))).toBe("2026-11-22");
    expect(daysBefore("2026-03-01", 1)).toBe("2026-02-28");
    expect(monthBefore("2026-01-31")).toBe("2025-12-01");
    expect(monthBefore("2026-03-31")).toBe("2026-02-01");
  });

  it("on which nothing was counted are filled in", () => {
    const filled = everyDay([of("2026-02-28", 5)], "2026-02-27", "2026-03-01");
    expect(filled.map(({ day, value }) => `${day} ${value}`)).toEqual([
      "2026-02-27 0",
      "2026-02-28 5",
      "2026-03-01 0",
    ]);
  });
});

describe("months", () => {
  it("begin anew", () => {
    const days = [of("2026-01-30", 1), of("2026-01-31", 2), of("2026-02-01", 4)];
    expect(monthSoFar(days).map(({ value }) => value)).toEqual([1, 3, 4]);
  });

  it("are compared as a whole and up to the same day", () => {
    const days = [
      of("2026-01-01", 100),
      of("2026-01-09", 10, 2, 1),
      of("2026-01-11", 20),
      of("2025-12-31", 900),
      of("2026-02-10", 7, 3, 2),
    ];
    expect(monthTotals(days, "2026-02-10")).toEqual({
      thisMonth: { value: 7, refused: 3, failed: 2 },
      lastMonth: { value: 130, refused: 2, failed: 1 },
      lastMonthSoFar: { value: 110, refused: 2, failed: 1 },
    });
  });
});

it("adds up who called", () => {
  const callers = { person: 1, api_key: 2, access_token: 3, directory: 4 };
  const days = [
    { ...of("2026-01-01", 10), callers },
    { ...of("2026-01-02", 10), callers },
  ];
  expect(callersOf([...days, of("2026-01-03", 0)])).toEqual({
    person: 2,
    api_key: 4,
    access_token: 6,
    directory: 8,
  });
});
