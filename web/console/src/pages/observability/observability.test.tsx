import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { OperationFigures, TraceSpan } from "@/api/observability";
import { renderPage } from "@/components/test_page";
import { formatFigure, formatShare } from "./figures";
import { HealthBadge } from "./health_tab";
import { fieldsText, LogLines } from "./log_lines";
import { OperationsTable } from "./operations_table";
import { Waterfall } from "./waterfall";
import { indentOf, placeOf } from "./waterfall_places";

const root: TraceSpan = {
  id: "1",
  parent: "callers",
  name: "ledger.transfers.create",
  kind: "server",
  offset: 0,
  duration: 0.02,
  failed: true,
};
const batch: TraceSpan = {
  ...root,
  id: "2",
  parent: "1",
  name: "lane.batch",
  offset: 0.005,
  duration: 0.01,
  failed: false,
};

function operation(name: string, change: Partial<OperationFigures>): OperationFigures {
  return {
    operation: name,
    kind: "query",
    rate: 1,
    requests: 10,
    refused: 0,
    failed: 0,
    median: 0.001,
    p95: 0.002,
    p99: 0.003,
    ...change,
  };
}

describe("figures", () => {
  it("carry the words of their unit", () => {
    expect(formatFigure(0.0000804, "s", "en-IN")).toBe("80.4 µs");
    expect(formatFigure(0.25, "s", "en-IN")).toBe("250 ms");
    expect(formatFigure(12.3456, "1/s", "en-IN")).toBe("12.3/s");
    expect(formatFigure(3 * 2 ** 20, "bytes", "en-IN")).toBe("3 MiB");
    expect(formatShare(1, 0, "en-IN")).toBe("0 %");
  });
});

describe("Waterfall", () => {
  it("puts each span where and as long as it was", () => {
    expect(placeOf(batch, 0.02)).toEqual({ left: 25, width: 50 });
    expect(placeOf(root, 0)).toEqual({ left: 0, width: 100 });
  });

  it("indents below the parents that are shown, and survives a ring of them", () => {
    expect(indentOf(root, [root, batch])).toBe(0);
    expect(indentOf(batch, [root, batch])).toBe(1);
    expect(indentOf({ ...root, parent: "2" }, [{ ...root, parent: "2" }, batch])).toBe(8);
  });

  it("lists the spans as they began, with their durations in words", () => {
    renderPage(<Waterfall spans={[batch, root]} />);
    const rows = within(screen.getByRole("list", { name: "Spans" })).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      "ledger.transfers.create Failed20 ms",
      "lane.batch10 ms",
    ]);
  });
});

describe("OperationsTable", () => {
  it("shows the busiest first and can be sorted by errors", async () => {
    const rows = [operation("a.list", { rate: 9 }), operation("b.add", { failed: 2 })];
    renderPage(<OperationsTable rows={rows} loading={false} />);
    const names = () =>
      screen
        .getAllByRole("row")
        .slice(1)
        .map((row) => row.querySelector("code")?.textContent);
    expect(names()).toEqual(["a.list", "b.add"]);
    await userEvent.click(screen.getByRole("button", { name: "Failed" }));
    expect(names()).toEqual(["a.list", "b.add"]);
    await userEvent.click(screen.getByRole("button", { name: "Failed" }));
    expect(names()).toEqual(["b.add", "a.list"]);
    expect(screen.getByText("20 %")).toBeTruthy();
  });

  it("says that nothing happened", () => {
    renderPage(<OperationsTable rows={[]} loading={false} />);
    expect(screen.getByText("No request in the last five minutes")).toBeTruthy();
  });
});

describe("LogLines", () => {
  it("shows the newest first with its fields in words", () => {
    const line = {
      number: 1,
      at: "2026-01-31T09:30:00Z",
      level: "error" as const,
      module: "kernel/lane",
      message: "lost",
      fields: '{"shard":"3","reason":"<b>"}',
    };
    renderPage(<LogLines lines={[line, { ...line, number: 2, message: "found" }]} />);
    const text = screen.getByRole("log").textContent;
    expect(text.indexOf("found")).toBeLessThan(text.indexOf("lost"));
    expect(text).toContain("shard: 3 · reason: <b>");
  });

  it("shows fields that are no object as they are", () => {
    expect(fieldsText("{broken")).toBe("{broken");
    expect(fieldsText("{}")).toBe("");
  });
});

describe("HealthBadge", () => {
  it("says the state in words, not only in colour", () => {
    renderPage(<HealthBadge state="degraded" />);
    expect(screen.getByText("Degraded")).toBeTruthy();
  });
});
