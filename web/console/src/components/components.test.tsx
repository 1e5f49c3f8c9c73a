import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import { DataTable } from "./data_table";
import { Money } from "./money";
import { ProblemAlert } from "./problem_alert";
import { renderPage } from "./test_page";
import { TypedConfirm } from "./typed_confirm";

describe("Money", () => {
  it("shows every digit, grouped, and keeps the exact value for machines", () => {
    renderPage(<Money value={{ amount: "92233720368547758.07", asset: "INR" }} />);
    const figure = screen.getByText("₹92,23,37,20,36,85,47,758.07");
    expect(figure.getAttribute("value")).toBe("92233720368547758.07");
  });
});

describe("ProblemAlert", () => {
  it("tells title, fields and trace", () => {
    const errors = [{ pointer: "/name", code: "required", detail: "A name is required." }];
    const error = new ProblemError({
      title: "Not valid",
      status: 400,
      code: "c",
      trace_id: "t-1",
      errors,
    });
    renderPage(<ProblemAlert error={error} />);
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("A name is required.");
    expect(alert.textContent).toContain("t-1");
  });
});

describe("DataTable", () => {
  it("turns the order of a sortable column and says which it is", async () => {
    const onSort = vi.fn();
    renderPage(
      <DataTable
        label="Fruit"
        columns={[{ id: "name", header: "Name", sort: "name", cell: (row: string) => row }]}
        rows={["Apple"]}
        rowKey={(row) => row}
        sort="name"
        onSort={onSort}
      />,
    );
    expect(screen.getByRole("columnheader").getAttribute("aria-sort")).toBe("ascending");
    await userEvent.click(screen.getByRole("button", { name: "Name" }));
    expect(onSort).toHaveBeenCalledWith("-name");
  });
});

describe("TypedConfirm", () => {
  it("does nothing until the phrase is typed", async () => {
    const onConfirm = vi.fn(() => Promise.resolve());
    const onClose = vi.fn();
    renderPage(
      <TypedConfirm
        title="Revoke"
        phrase="payroll"
        action="Revoke it"
        onConfirm={onConfirm}
        onClose={onClose}
      >
        text
      </TypedConfirm>,
    );
    const button = await screen.findByRole<HTMLButtonElement>("button", { name: "Revoke it" });
    expect(button.disabled).toBe(true);
    await userEvent.type(screen.getByRole("textbox"), "payrol{Enter}");
    expect(onConfirm).not.toHaveBeenCalled();
    await userEvent.type(screen.getByRole("textbox"), "l");
    await userEvent.click(button);
    expect(onConfirm).toHaveBeenCalledOnce();
    expect(onClose).toHaveBeenCalledOnce();
  });
});
