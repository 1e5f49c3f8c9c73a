import { describe, expect, it } from "vitest";
import type { ApiKey } from "@/api/api_keys";
import type { Import } from "@/api/imports";
import type { SagaDefinition, SagaSummary } from "@/api/sagas";
import type { Endpoint } from "@/api/webhooks";
import { approvalItems, attentionSources, endpointItems, importItems, keyItems } from "./sources";

const subjects = (items: { subject: string }[]) => items.map(({ subject }) => subject);

describe("what needs attention", () => {
  it("are endpoints that fail or were given up, not those that a person switched off", () => {
    const endpoint = (url: string, more: Partial<Endpoint>) =>
      ({ id: url, url, state: "enabled", changed_at: "2026-11-21T09:00:00Z", ...more }) as Endpoint;
    const items = endpointItems([
      endpoint("well", {}),
      endpoint("failing", { failing_since: "2026-11-21T08:00:00Z" }),
      endpoint("given up", { state: "disabled", disabled_reason: "failing" }),
      endpoint("off", { state: "disabled", disabled_reason: "switched_off" }),
    ]);
    expect(subjects(items)).toEqual(["failing", "given up"]);
    expect(items.map(({ grave }) => grave)).toEqual([false, true]);
  });

  it("are sagas that wait for a person, not for a time or another system", () => {
    const definitions = [
      { name: "payout", version: 1, steps: [{ kind: "timer" }, { kind: "approval" }] },
    ] as SagaDefinition[];
    const saga = (step: number, paused = false) =>
      ({ id: `${step}`, definition: "payout", version: 1, step, paused }) as SagaSummary;
    expect(approvalItems([saga(0), saga(1), saga(1, true)], { definitions })).toHaveLength(1);
    expect(approvalItems([saga(1)], { definitions: [] })).toEqual([]);
  });

  it("are imports that refused lines or did not end well", () => {
    const item = (name: string, state: string, refused: number) =>
      ({ id: name, name, state, refused, started_at: "" }) as Import;
    const items = importItems([
      item("fine", "done", 0),
      item("refused", "done", 3),
      item("failed", "failed", 0),
    ]);
    expect(subjects(items)).toEqual(["refused", "failed"]);
    expect(items[0]?.values).toEqual({ count: 3 });
  });

  it("are keys about to expire", () => {
    const now = Date.parse("2026-11-21T00:00:00Z");
    const key = (name: string, expires_at?: string) => ({ id: name, name, expires_at }) as ApiKey;
    const items = keyItems(
      [key("soon", "2026-11-25T00:00:00Z"), key("late", "2027-11-25T00:00:00Z"), key("never")],
      { now },
    );
    expect(subjects(items)).toEqual(["soon"]);
  });

  it("is asked for with the permission of each list, audited ones seldom", () => {
    expect(attentionSources.filter(({ audited }) => audited).map(({ path }) => path)).toEqual([
      "/parked-streams",
      "/dead-letters",
    ]);
    expect(attentionSources.every(({ permission }) => permission !== "")).toBe(true);
  });
});
