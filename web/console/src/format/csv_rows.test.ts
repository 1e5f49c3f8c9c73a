import { expect, it } from "vitest";
import { rowsToCsv } from "./csv_rows";

it("writes every field by its path, exactly as the API gave it", () => {
  const rows = [
    { id: "a", balance: { amount: "92233720368547758.07", asset: "INR" }, flags: ["x", "y"] },
    { id: "b", name: "=1+1", steps: [{ n: 1 }], gone: null },
  ];
  expect(rowsToCsv(rows).split("\r\n")).toEqual([
    "id,balance.amount,balance.asset,flags,name,steps,gone",
    "a,92233720368547758.07,INR,x y,,,",
    `b,,,,'=1+1,"[{""n"":1}]",`,
    "",
  ]);
});

it("writes nothing of nothing", () => {
  expect(rowsToCsv([])).toBe("\r\n");
});
