import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { BlockedRequest } from "@/api/gateway";
import type { LimitsReading, LimitsState } from "@/api/limits";
import { renderPage } from "@/components/test_page";
import { LoadFacts } from "./load_facts";
import { countRules } from "./rule_counts";
import { TurnedAway } from "./turned_away";
import { kindOf, ratesOf } from "./turned_away_rates";

const idle: LimitsState = {
  to_be_shared: false,
  shared: false,
  shedding: 0,
  loop_lag_ms: 3,
  cpu_pressure: 0.25,
  at_work: 2,
  waiting: 0,
  buckets: 0,
  turned_away: [],
};

function reading(at: number, counts: Record<string, number>): LimitsReading {
  const turned_away = Object.entries(counts).map(([reason, requests]) => ({ reason, requests }));
  return { at, state: { ...idle, turned_away } };
}

const first = reading(0, { user: 4, load: 0 });
const second = reading(5_000, { user: 14, load: 5 });
const any = () => true;

it("tells from totals how fast they grow", () => {
  expect(ratesOf([], any)).toEqual([]);
  expect(ratesOf([first], any)).toEqual([]);
  expect(ratesOf([first, second], any).map(({ value }) => value)).toEqual([3]);
  const limits = (reason: string) => kindOf(reason) === "limit";
  expect(ratesOf([first, second], limits).map(({ value }) => value)).toEqual([2]);
});

it("takes a total that fell for that of a server which began anew", () => {
  const anew = reading(10_000, { user: 5, load: 0 });
  expect(ratesOf([second, anew], any).map(({ value }) => value)).toEqual([1]);
});

it("lists the reasons that held, with their rate and their total", () => {
  renderPage(<TurnedAway readings={[first, second]} />);
  const table = within(screen.getByRole("table"));
  const row = within(table.getByRole("row", { name: /Limit of a user/ }));
  row.getByText("2/s");
  row.getByText("14");
});

it("says that nobody was turned away", () => {
  renderPage(<TurnedAway readings={[reading(0, { user: 0 })]} />);
  screen.getByText("Limits have turned nobody away since the server started.");
});

it("says how much there is to do, in words where figures tell nothing", () => {
  renderPage(<LoadFacts state={{ ...idle, shedding: 2 }} />);
  screen.getByText("Queries are turned away, too");
  screen.getByText("25 %");
});

it("counts what each rule blocked, the busiest first", () => {
  const one = (rule: string, at: string): BlockedRequest => ({
    at,
    request_id: at,
    address: "203.0.113.9",
    country: "ZZ",
    method: "GET",
    path: "/",
    operation: "",
    step: "addresses",
    outcome: "refused",
    rule,
  });
  const counted = countRules([one("deny a", "3"), one("deny b", "2"), one("deny b", "1")]);
  expect(counted.map(({ rule, requests, at }) => [rule, requests, at])).toEqual([
    ["deny b", 2, "2"],
    ["deny a", 1, "3"],
  ]);
});
