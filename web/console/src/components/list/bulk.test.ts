import { expect, it } from "vitest";
import { runEach } from "./bulk";

it("tries every row, one at a time, and tells which failed", async () => {
  let under_way = 0;
  const told: number[] = [];
  const outcome = await runEach(
    [1, 2, 3],
    async (row) => {
      expect(++under_way).toBe(1);
      await Promise.resolve();
      under_way--;
      if (row === 2) throw new Error("no");
    },
    (count) => told.push(count),
  );
  expect(outcome.done).toEqual([1, 3]);
  expect(outcome.failed.map(({ row }) => row)).toEqual([2]);
  expect(told).toEqual([1, 2, 3]);
});
