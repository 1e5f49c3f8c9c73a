import { describe, expect, it } from "vitest";
import { mapProblem, problemFromText, type Problem } from "./problem";

const fields = {
  "/amount": "amount",
  "/debit_account": "debit",
  "/amount/asset": "asset",
} as const;

function problem(change: Partial<Problem>): Problem {
  return { title: "Refused", status: 400, code: "invalid_request", ...change };
}

describe("mapProblem", () => {
  it("gives each error to the field with the longest pointer above it", () => {
    const mapped = mapProblem(
      problem({
        errors: [
          { pointer: "/amount/amount", code: "scale", detail: "Two decimals." },
          { pointer: "/amount/asset", code: "wrong_asset", detail: "INR only." },
          { pointer: "/amounts", code: "unknown_field", detail: "No such field." },
        ],
      }),
      fields,
    );
    expect(mapped.fields).toEqual({ amount: "Two decimals.", asset: "INR only." });
    expect(mapped.rest.map((error) => error.pointer)).toEqual(["/amounts"]);
  });

  it("makes a sentence of a detail", () => {
    const errors = [
      { pointer: "/amount/amount", code: "wrong_scale", detail: "has too many decimals" },
    ];
    expect(mapProblem(problem({ errors }), fields).fields.amount).toBe("Has too many decimals.");
  });

  it("joins two errors of one field", () => {
    const errors = [
      { pointer: "/amount/amount", code: "a", detail: "One." },
      { pointer: "/amount", code: "b", detail: "Two." },
    ];
    expect(mapProblem(problem({ errors }), fields).fields.amount).toBe("One. Two.");
  });

  it("names the field a ledger status is about", () => {
    const refused = problem({
      status: 422,
      ledger_status: { name: "exceeds_credits", number: 54 },
    });
    expect(mapProblem(refused, fields, { exceeds_credits: "amount" }).status).toBe("amount");
    expect(mapProblem(refused, fields).status).toBeUndefined();
  });
});

describe("problemFromText", () => {
  it("keeps a problem document whole", () => {
    const text = JSON.stringify({ title: "No", code: "forbidden", trace_id: "t1" });
    expect(problemFromText(403, text).problem).toMatchObject({ status: 403, trace_id: "t1" });
  });

  it("makes one of a proxy's page", () => {
    const error = problemFromText(502, "<html>Bad gateway</html>");
    expect(error.problem).toEqual({ title: "HTTP 502", status: 502, code: "http_502" });
    expect(error.outcomeUnknown).toBe(true);
  });
});
