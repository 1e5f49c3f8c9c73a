import { expect, it } from "vitest";
import { csvField, toCsv } from "./csv";

it("quotes by RFC 4180", () => {
  expect(toCsv(["a", "b"], [['say "hi"', "x,y"]])).toBe('a,b\r\n"say ""hi""","x,y"\r\n');
});

it("lets no spreadsheet run a field as a formula, yet keeps negative figures", () => {
  expect(csvField("=SUM(A1)")).toBe("'=SUM(A1)");
  expect(csvField("+1")).toBe("'+1");
  expect(csvField("-2+3")).toBe("'-2+3");
  expect(csvField("-12.50")).toBe("-12.50");
});
