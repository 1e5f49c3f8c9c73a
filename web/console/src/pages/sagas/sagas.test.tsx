import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { possibleHands, type Saga, type SagaProgress, type SagaStep } from "@/api/sagas";
import { renderPage } from "@/components/test_page";
import { SagaActions } from "./saga_actions";
import { SagaFlow, stepState } from "./saga_flow";

function step(name: string, changes: Partial<SagaStep> = {}): SagaStep {
  return {
    name,
    text: `Does ${name}`,
    kind: "action",
    compensable: false,
    conditional: false,
    pivot: false,
    tries: 5,
    timeout_ms: 1000,
    ...changes,
  };
}

const steps = [
  step("hold", { compensable: true }),
  step("approve", { kind: "approval", conditional: true, permission: "payouts:approve" }),
  step("settle", { pivot: true }),
];

function progress(changes: Partial<SagaProgress> = {}): SagaProgress {
  return {
    status: "waiting",
    paused: false,
    backward: false,
    step: 1,
    attempt: 0,
    marks: "d..",
    ...changes,
  };
}

function saga(changes: Partial<SagaProgress> = {}): Saga {
  return {
    id: "saga_1",
    definition: "payout",
    version: 1,
    definition_hash: "h",
    known: true,
    progress: progress(changes),
    input: "{}",
    state: "{}",
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    log: [],
  };
}

function renderActions(shown: Saga, may: (permission: string) => boolean = () => true) {
  return renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <SagaActions saga={shown} steps={steps} may={may} />
    </QueryClientProvider>,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("SagaFlow", () => {
  it("draws every step in order and marks the one at hand", () => {
    renderPage(<SagaFlow steps={steps} progress={progress()} />);
    const items = screen.getAllByRole("listitem");
    expect(items.map((item) => item.getAttribute("data-state"))).toEqual([
      "done",
      "at_hand",
      "open",
    ]);
    expect(items[1]?.getAttribute("aria-current")).toBe("step");
    expect(screen.getByText("Point of no return")).toBeDefined();
  });

  it("tells a step that needs a person from one that works", () => {
    expect(stepState(progress({ status: "parked", backward: true, step: 0 }), 0)).toBe("failed");
    expect(stepState(progress({ status: "compensated", step: 0, marks: "u.." }), 0)).toBe("undone");
    expect(stepState(undefined, 0)).toBe("open");
  });
});

describe("possibleHands", () => {
  it("follows the saga", () => {
    expect(possibleHands(progress(), steps)).toEqual(["approve", "reject", "pause", "cancel"]);
    expect(possibleHands(progress({ paused: true }), steps)).toEqual(["resume", "cancel"]);
    expect(
      possibleHands(progress({ status: "parked", backward: true, step: 0, attempt: 5 }), steps),
    ).toEqual(["retry", "skip", "pause", "give-up"]);
    expect(
      possibleHands(progress({ status: "parked", step: 2, marks: "dsb", attempt: 5 }), steps),
    ).toEqual(["retry", "skip", "pause", "compensate", "give-up"]);
    expect(possibleHands(progress({ status: "done", step: 3, marks: "dsd" }), steps)).toEqual([]);
  });
});

describe("SagaActions", () => {
  it("sends the reason and the step that was seen", async () => {
    const fetched = vi.fn<typeof fetch>(() =>
      Promise.resolve(new Response(JSON.stringify(saga()), { status: 200 })),
    );
    vi.stubGlobal("fetch", fetched);
    renderActions(saga());
    await userEvent.click(screen.getByRole("button", { name: "Approve" }));
    await userEvent.type(screen.getByLabelText("Reason"), "Seen the bill");
    const buttons = screen.getAllByRole("button", { name: "Approve" });
    await userEvent.click(buttons[buttons.length - 1] as HTMLElement);
    await waitFor(() => expect(fetched).toHaveBeenCalledOnce());
    const [path, init] = fetched.mock.calls[0] as [string, RequestInit];
    expect(path).toBe("/api/v1/sagas/saga_1/approve");
    expect(JSON.parse(init.body as string)).toEqual({ reason: "Seen the bill", step: "approve" });
  });

  it("offers only what the person may do", () => {
    renderActions(saga(), (permission) => permission === "sagas:write");
    expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
    expect(screen.getByRole("button", { name: "Cancel it" })).toBeDefined();
  });

  it("offers nothing for what has ended", () => {
    renderActions(saga({ status: "done", step: 3, marks: "dsd" }));
    expect(screen.queryAllByRole("button")).toEqual([]);
  });
});
