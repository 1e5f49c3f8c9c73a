import type { Amount } from "@/api/ledgers";
import type { Transfer } from "@/api/transfers";
import { add, scaleOf, toUnits } from "@/format/decimal";

const dayMs = 86_400_000;

/** What moved in one ledger on one day of the reader's calendar. */
export interface ActivityDay {
  /** Its beginning, in milliseconds. */
  start: number;
  count: number;
  amount: Amount;
}

export interface Activity {
  ledger: string;
  /** From the oldest to today; days without a transfer are there, too. */
  days: ActivityDay[];
  largest: Transfer | undefined;
}

/** The beginning of the reader's day that a time lies in. */
export function startOfDay(time: number): number {
  const day = new Date(time);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** The beginnings of some days in a row, today's the last; they are not all 24 hours long. */
export function lastDays(now: number, count: number): number[] {
  const today = startOfDay(now);
  return Array.from({ length: count }, (_, index) =>
    // Midday is in the right day whatever the clocks do at night.
    startOfDay(today + dayMs / 2 - (count - 1 - index) * dayMs),
  );
}

/** Whether money moved by it: a hold, a void and an expiry move none. */
function moves({ kind }: Transfer): boolean {
  return kind === "transfer" || kind === "post";
}

function isLarger(one: Amount, other: Amount): boolean {
  const scale = Math.max(scaleOf(one.amount), scaleOf(other.amount));
  return toUnits(one.amount, scale) > toUnits(other.amount, scale);
}

/** Each ledger's days, the ledger with the most transfers first. Sums are exact. */
export function activityOf(transfers: Transfer[], days: number[]): Activity[] {
  const byLedger = new Map<string, Transfer[]>();
  for (const transfer of transfers.filter(moves)) {
    byLedger.set(transfer.ledger, [...(byLedger.get(transfer.ledger) ?? []), transfer]);
  }
  return [...byLedger]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([ledger, found]) => {
      const asset = found[0]?.amount.asset ?? "";
      const empty = (start: number) => ({ start, count: 0, amount: { amount: "0", asset } });
      const filled = new Map<number, ActivityDay>(days.map((start) => [start, empty(start)]));
      for (const { timestamp, amount } of found) {
        const day = filled.get(startOfDay(Date.parse(timestamp)));
        if (day === undefined) continue;
        day.count++;
        day.amount = { amount: add(day.amount.amount, amount.amount), asset };
      }
      const largest = found.reduce<Transfer | undefined>(
        (best, one) => (best === undefined || isLarger(one.amount, best.amount) ? one : best),
        undefined,
      );
      return { ledger, days: [...filled.values()], largest };
    });
}

/** Count and sum of some days. */
export function totalOf(days: ActivityDay[]): { count: number; amount: Amount | undefined } {
  const count = days.reduce((sum, day) => sum + day.count, 0);
  const asset = days[0]?.amount.asset;
  const amount = days.reduce((sum, day) => add(sum, day.amount.amount), "0");
  return { count, amount: asset === undefined ? undefined : { amount, asset } };
}

/** The change from one count to another in percent; undefined from nothing. */
export function changeInPercent(before: number, after: number): number | undefined {
  return before === 0 ? undefined : Math.round(((after - before) / before) * 100);
}
