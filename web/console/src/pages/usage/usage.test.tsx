import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LimitUsage, UsageDay } from "@/api/usage";
import { renderPage } from "@/components/test_page";
import * as csv from "@/format/csv";
import { LimitBars } from "./limit_bars";
import type { Plot } from "./usage_chart";
import { UsageHistory } from "./usage_history";

const drawn: Plot[] = [];
vi.mock("./usage_chart", () => ({
  drawUsageChart: () => ({
    show: (plot: Plot) => drawn.push(plot),
    resize: () => {},
    dispose: () => {},
  }),
}));

const callers = { person: 40, api_key: 50, access_token: 5, directory: 5 };
const calls: UsageDay[] = [
  { day: "2026-02-03", value: 50, refused: 0, failed: 0, callers: { ...callers, person: 0 } },
  { day: "2026-03-01", value: 100, refused: 10, failed: 2, callers },
  { day: "2026-03-03", value: 1_000, refused: 5, failed: 1, callers },
];
const stored: UsageDay[] = [
  { day: "2026-03-01", value: 1_500_000, refused: 0, failed: 0 },
  { day: "2026-03-03", value: 2_500_000, refused: 0, failed: 0 },
];

let asked: URL[] = [];

/** Answers with the days of the meter that is asked for. */
function serve(days: Record<string, UsageDay[]>) {
  asked = [];
  vi.stubGlobal("fetch", (path: string) => {
    const url = new URL(path, "https://sangam.example");
    asked.push(url);
    const meter = url.searchParams.get("meter") ?? "";
    const body = { meter, days: days[meter] ?? [] };
    return Promise.resolve(new Response(JSON.stringify(body)));
  });
}

function show(limits: LimitUsage[] = [], tenant?: string, quota?: number) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderPage(
    <QueryClientProvider client={client}>
      <UsageHistory limits={limits} quota={quota} {...(tenant === undefined ? {} : { tenant })} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  drawn.length = 0;
  vi.useFakeTimers({ now: Date.parse("2026-03-04T10:00:00Z"), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("UsageHistory", () => {
  it("compares this month with the last and says who called", async () => {
    serve({ calls });
    show();
    const month = (await screen.findByText("This month")).parentElement;
    expect(month?.textContent).toBe("This month1,100+2,100% against the same days of last month");
    expect(screen.getByText("Last month").parentElement?.textContent).toBe("Last month50");
    expect(screen.getByText("80 by people")).toBeTruthy();
    expect(screen.getByText("3 of these failed on our side")).toBeTruthy();
    const query = asked[0]?.searchParams;
    expect([query?.get("from"), query?.get("to")]).toEqual(["2026-02-01", "2026-03-04"]);
  });

  it("draws every day, by outcome", async () => {
    serve({ calls });
    show([{ limit: "calls", used: 1_100, allowed: 5_000 }]);
    await screen.findByRole("img", { name: "API calls in 30 days: 1,150" });
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0));
    const plot = drawn.at(-1);
    expect(plot?.shape).toBe("bars");
    expect(plot?.limits).toBeUndefined();
    expect(plot?.days).toHaveLength(30);
    expect(plot?.days.at(-2)?.values).toEqual([994, 5, 1]);
    expect(plot?.days.at(-1)?.values).toEqual([0, 0, 0]);
  });

  it("draws the month so far against what the plan allows", async () => {
    serve({ calls });
    show([{ limit: "calls", used: 1_100, allowed: 5_000 }], undefined, 6_000);
    await userEvent.click(await screen.findByText("Month so far"));
    await vi.waitFor(() => expect(drawn.at(-1)?.shape).toBe("line"));
    expect(drawn.at(-1)?.limits).toEqual([
      { value: 5_000, text: "Plan: 5,000" },
      { value: 6_000, text: "Refused after 6,000" },
    ]);
    expect(
      drawn
        .at(-1)
        ?.days.slice(-4)
        .map(({ values }) => values[0]),
    ).toEqual([100, 100, 1_100, 1_100]);
  });

  it("draws what is stored on the days it was measured", async () => {
    serve({ calls, storage_bytes: stored });
    show([{ limit: "storage_bytes", used: 2_500_000, allowed: 10_000_000 }]);
    await userEvent.click(await screen.findByRole("combobox", { name: "What" }));
    await userEvent.click(await screen.findByRole("option", { name: "Storage", hidden: true }));
    expect((await screen.findByText("Stored now")).parentElement?.textContent).toContain("2.5 MB");
    await vi.waitFor(() => expect(drawn.at(-1)?.unit).toBe("bytes"));
    expect(drawn.at(-1)?.days.map(({ texts }) => texts[0])).toEqual(["1.5 MB", "2.5 MB"]);
    expect(drawn.at(-1)?.limits?.[0]?.text).toBe("Plan: 10.0 MB");
  });

  it("says when nothing was counted yet, and exports nothing", async () => {
    serve({});
    show();
    expect(await screen.findByText("No API calls yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export CSV" }).hasAttribute("disabled")).toBe(true);
  });

  it("asks for the tenant that an operator looks at", async () => {
    serve({ calls });
    show([], "tnt_1");
    await screen.findByText("This month");
    expect(asked[0]?.pathname).toBe("/api/v1/platform/tenants/tnt_1/usage/history");
  });

  it("exports the figures as they came", async () => {
    serve({ calls });
    const save = vi.spyOn(csv, "download").mockImplementation(() => {});
    show();
    await screen.findByText("This month");
    await userEvent.click(screen.getByRole("button", { name: "Export CSV" }));
    const [name, , text] = save.mock.calls[0] ?? [];
    expect(name).toBe("usage_calls_2026-02-01_2026-03-04.csv");
    expect(text?.split("\r\n").slice(0, 2)).toEqual([
      "day,value,refused,failed,callers.person,callers.api_key,callers.access_token,callers.directory",
      "2026-02-03,50,0,0,0,50,5,5",
    ]);
  });
});

describe("LimitBars", () => {
  it("say how much of what is used", () => {
    renderPage(
      <LimitBars
        limits={[
          { limit: "calls", used: 123_456, allowed: 1_000_000 },
          { limit: "storage_bytes", used: 5_000_000 },
        ]}
      />,
    );
    expect(screen.getByText("1,23,456 of 10,00,000 used")).toBeTruthy();
    expect(screen.getByText("5.0 MB used, any number allowed")).toBeTruthy();
  });
});
