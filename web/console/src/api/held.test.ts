import { describe, expect, it } from "vitest";
import { heldCode, heldFromText } from "./held";

describe("heldFromText", () => {
  it("knows a call that waits, and whose outcome is known", () => {
    const held = heldFromText('{"approval":{"id":"apr_1","status":"pending"}}');
    expect(held?.problem).toMatchObject({ code: heldCode, status: 202, detail: "apr_1" });
    expect(held?.outcomeUnknown).toBe(false);
  });

  it("leaves other replies alone", () => {
    expect(heldFromText("")).toBeUndefined();
    expect(heldFromText('{"id":"job_1"}')).toBeUndefined();
  });
});
