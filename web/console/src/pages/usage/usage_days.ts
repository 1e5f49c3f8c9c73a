import type { Callers, UsageDay } from "@/api/usage";

const dayMs = 86_400_000;

/** "2026-11-22", the day of UTC that a moment is in. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

export function daysBefore(day: string, count: number): string {
  return dayOf(Date.parse(day) - count * dayMs);
}

/** "2026-11" of a day. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The first day of the month before. */
export function monthBefore(day: string): string {
  return `${monthOf(daysBefore(`${monthOf(day)}-01`, 1))}-01`;
}

/** Every day from the first to the last; where nothing was counted there are noughts. */
export function everyDay(days: UsageDay[], from: string, to: string): UsageDay[] {
  const known = new Map(days.map((one) => [one.day, one]));
  const all: UsageDay[] = [];
  for (let day = from; day <= to; day = daysBefore(day, -1)) {
    all.push(known.get(day) ?? { day, value: 0, refused: 0, failed: 0 });
  }
  return all;
}

/** What came together since the beginning of each day's month. */
export function monthSoFar(days: UsageDay[]): { day: string; value: number }[] {
  let month = "";
  let sum = 0;
  return days.map(({ day, value }) => {
    if (monthOf(day) !== month) sum = 0;
    month = monthOf(day);
    sum += value;
    return { day, value: sum };
  });
}

export interface Totals {
  value: number;
  refused: number;
  failed: number;
}

export function totalsOf(days: UsageDay[]): Totals {
  return days.reduce(
    (sum, one) => ({
      value: sum.value + one.value,
      refused: sum.refused + one.refused,
      failed: sum.failed + one.failed,
    }),
    { value: 0, refused: 0, failed: 0 },
  );
}

export interface MonthTotals {
  /** So far. */
  thisMonth: Totals;
  lastMonth: Totals;
  /** Of the last month as many days as this one has had. */
  lastMonthSoFar: Totals;
}

export function monthTotals(days: UsageDay[], today: string): MonthTotals {
  const last = monthOf(monthBefore(today));
  const within = days.filter(({ day }) => monthOf(day) === last);
  return {
    thisMonth: totalsOf(days.filter(({ day }) => monthOf(day) === monthOf(today))),
    lastMonth: totalsOf(within),
    lastMonthSoFar: totalsOf(within.filter(({ day }) => day.slice(8) <= today.slice(8))),
  };
}

export function callersOf(days: UsageDay[]): Callers {
  const sum: Callers = { person: 0, api_key: 0, access_token: 0, directory: 0 };
  for (const { callers } of days) {
    if (callers === undefined) continue;
    for (const who of Object.keys(sum) as (keyof Callers)[]) sum[who] += callers[who];
  }
  return sum;
}
