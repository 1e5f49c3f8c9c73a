import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LimitPlan } from "@/api/limit_plans";
import { renderPage } from "@/components/test_page";
import { LimitList } from "./limit_list";
import { PlanForm } from "./plan_form";

interface Sent {
  path: string;
  method: string;
  body: unknown;
  ifMatch: string | undefined;
}

let sent: Sent[] = [];

/** Lists these plans and takes every change, or refuses it with a problem. */
function serve(plans: LimitPlan[], refusal?: object) {
  sent = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    if (init.method === "GET") {
      return Promise.resolve(new Response(JSON.stringify({ items: plans })));
    }
    const headers = init.headers as Record<string, string>;
    const body: unknown = JSON.parse(init.body as string);
    sent.push({ path, method: init.method ?? "", body, ifMatch: headers["If-Match"] });
    const reply = new Response(JSON.stringify(refusal ?? body), {
      status: refusal === undefined ? 200 : 422,
    });
    return Promise.resolve(reply);
  });
}

function show(plan: LimitPlan, fresh = false) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const onClose = vi.fn();
  renderPage(
    <QueryClientProvider client={client}>
      <PlanForm plan={plan} tag={fresh ? undefined : '"seen"'} fresh={fresh} onClose={onClose} />
    </QueryClientProvider>,
  );
  return onClose;
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Save the plan" }));
const field = (name: string) => screen.getByRole("textbox", { name });

afterEach(() => vi.unstubAllGlobals());

describe("PlanForm", () => {
  it("replaces what was seen, and says why", async () => {
    serve([]);
    const onClose = show({
      name: "large",
      limits: { read: { quota: 5, window_seconds: 1 }, at_work: 8 },
    });
    await userEvent.clear(field("Reading, in a tenant: requests"));
    await userEvent.type(field("Reading, in a tenant: requests"), "70");
    await userEvent.clear(field("At work at once"));
    await userEvent.type(field("Reason"), "They grew");
    await save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent).toEqual([
      {
        path: "/api/v1/platform/limits/plans/large",
        method: "PUT",
        body: { limits: { read: { quota: 70, window_seconds: 1 } }, reason: "They grew" },
        ifMatch: '"seen"',
      },
    ]);
  });

  it("says at the field what the server refuses", async () => {
    serve([], {
      title: "Invalid",
      code: "validation_failed",
      errors: [{ pointer: "/limits/read/quota", code: "out_of_range", detail: "too much" }],
    });
    const onClose = show({ name: "large", limits: { read: { quota: 5, window_seconds: 1 } } });
    await save();
    const words = await screen.findByText("Too much.");
    const told = field("Reading, in a tenant: requests").getAttribute("aria-describedby");
    expect(told?.split(" ")).toContain(words.id);
    expect(onClose).not.toHaveBeenCalled();
  });

  it("does not replace a plan by a new one of its name", async () => {
    serve([{ name: "large", limits: {} }]);
    show({ name: "", limits: {} }, true);
    await userEvent.type(field("Name"), "large");
    await save();
    expect(await screen.findByText("There is a plan of this name: edit that one.")).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it("limits strangers by the plan default only", async () => {
    serve([]);
    const strangers = "Each network address of strangers: requests";
    show({ name: "default", limits: {} }, true);
    expect(field(strangers)).toBeTruthy();
    await userEvent.type(field("Name"), "s");
    expect(screen.queryByRole("textbox", { name: strangers })).toBeNull();
  });
});

describe("LimitList", () => {
  it("says what is limited, and that nothing is", () => {
    renderPage(
      <>
        <LimitList
          limits={{ key: { quota: 100_000, window_seconds: 60 }, calls_a_month: 5_000_000 }}
        />
        <LimitList limits={{}} />
      </>,
    );
    const said = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(said).toEqual(["Each API key 1,00,000 in 60 s", "Calls a month 50,00,000"]);
    expect(screen.getByText("Nothing is limited")).toBeTruthy();
  });
});
