import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { nextLookMs, type Endpoint, type ReplayPreview } from "@/api/webhooks";
import { en } from "@/messages/en";
import type { Translate } from "@/messages/use_t";
import { bodyOf, formOf, urlFault } from "./endpoint_fields";
import { replayTotals } from "./replay_totals";
import { addressOf, bodyOf as sourceBody, type SourceForm } from "./source_fields";
import { advice } from "./test_advice";

const intl = createIntl({ locale: "en-IN", messages: en });
const t: Translate = (id, values) => intl.formatMessage({ id }, values);

const endpoint: Endpoint = {
  id: "whe_1",
  url: "https://example.com/hook",
  description: "Mine",
  event_types: ["a.b"],
  ordered: false,
  state: "enabled",
  created_at: "2026-01-01T00:00:00Z",
  changed_at: "2026-01-01T00:00:00Z",
  failed_in_a_row: 0,
};

describe("an endpoint's form", () => {
  it("gives back what it was made from", () => {
    const { url, description, event_types, ordered } = endpoint;
    expect(bodyOf(formOf(endpoint))).toEqual({ url, description, event_types, ordered });
    expect(bodyOf(formOf(undefined))).toEqual({
      url: "",
      description: "",
      event_types: [],
      ordered: true,
    });
  });

  it("asks for a whole address", () => {
    expect(urlFault(" ")).toBe("required");
    expect(urlFault("example.com")).toBe("not_url");
    expect(urlFault("ftp://example.com")).toBe("not_url");
    expect(urlFault("https://example.com/hook")).toBeUndefined();
  });
});

describe("a source's form", () => {
  const form: SourceForm = {
    name: " Card payments ",
    style: "stripe",
    secret: " whsec_x ",
    verifyToken: "kept from another style",
    tolerance: 300,
  };

  it("sends the token only where it is asked for, and no empty secret", () => {
    expect(sourceBody(form)).toEqual({
      name: "Card payments",
      style: "stripe",
      secret: "whsec_x",
      tolerance_seconds: 300,
    });
    expect(sourceBody({ ...form, style: "meta", verifyToken: "token123" })).toMatchObject({
      verify_token: "token123",
    });
    expect(sourceBody({ ...form, style: "standard", secret: "" })).not.toHaveProperty("secret");
  });

  it("tells the whole address", () => {
    expect(addressOf("https://example.com", "/hooks/src_1")).toBe(
      "https://example.com/hooks/src_1",
    );
  });
});

describe("replayTotals", () => {
  const line = { first: "2026-01-01T00:00:00Z", last: "2026-01-02T00:00:00Z" };
  const preview: ReplayPreview = {
    types: [
      { type: "a", queued: 3, waiting: 1, ...line },
      { type: "b", queued: 6, waiting: 0, ...line },
    ],
    most: 10,
  };

  it("counts all types, or the chosen ones", () => {
    expect(replayTotals(preview, [])).toEqual({ queued: 9, waiting: 1, more: true });
    expect(replayTotals(preview, ["b"])).toEqual({ queued: 6, waiting: 0, more: true });
    expect(replayTotals({ ...preview, most: 11 }, []).more).toBe(false);
  });
});

describe("attempts", () => {
  it("are looked for ever more seldom, and not for ever", () => {
    const waits = Array.from({ length: 9 }, (_, looks) => nextLookMs(0, looks));
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000, false]);
    expect(nextLookMs(1, 1)).toBe(false);
  });

  it("that failed come with what to look at", () => {
    expect(advice({ status: 401 }, t)).toContain("secret");
    expect(advice({ status: 302 }, t)).toContain("Redirects");
    expect(advice({ status: 410 }, t)).toContain("disabled");
    expect(advice({ status: 503 }, t)).toContain("receiver failed");
    expect(advice({ status: 404 }, t)).toContain("200 to 299");
    expect(advice({ failure: "tls_failed" }, t)).toContain("certificate");
    expect(advice({ failure: "a new one" }, t)).toContain("tried again");
  });
});
