import { describe, expect, it } from "vitest";
import { mapProblem } from "@/api/problem";
import { limitPointers, settingsOf, valuesOf } from "./limit_values";

describe("limit values", () => {
  it("say the same settings again", () => {
    const settings = {
      tenant: { quota: 6_000, window_seconds: 60 },
      key: { quota: 100, window_seconds: 1 },
      at_work: 8,
      calls_a_month: 0,
    };
    expect(settingsOf(valuesOf(settings))).toEqual(settings);
    expect(settingsOf(valuesOf({}))).toEqual({});
  });

  it("leave out what was emptied", () => {
    const values = valuesOf({ read: { quota: 10, window_seconds: 1 }, at_work: 8 });
    values.rates.read = { quota: "", seconds: "" };
    values.at_work = "";
    expect(settingsOf(values)).toEqual({});
  });

  it("have a place for each error of the server", () => {
    const { fields, rest } = mapProblem(
      {
        title: "Invalid",
        status: 422,
        code: "validation_failed",
        errors: [
          { pointer: "/limits/read/quota", code: "out_of_range", detail: "too much" },
          { pointer: "/limits/at_work", code: "out_of_range", detail: "must be 1 to 64" },
          { pointer: "/reason", code: "too_long", detail: "too long" },
        ],
      },
      limitPointers,
    );
    expect(fields).toEqual({ read: "Too much.", at_work: "Must be 1 to 64." });
    expect(rest).toHaveLength(1);
  });
});
