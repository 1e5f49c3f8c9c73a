import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AccountSelect } from "./account_select";
import { renderPage } from "./test_page";

const account = (id: string, name: string) => ({
  id,
  name,
  asset: "INR",
  balance: { amount: "1.00", asset: "INR" },
});
const all = [account("acct_1", "Payroll"), account("acct_2", "Cash")];

/** Answers a search when it is told to, and the list of all accounts at once. */
function serveAccounts() {
  const waiting: (() => void)[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    const name = new URLSearchParams(path.split("?")[1]).get("name");
    if (name !== null) await new Promise<void>((resolve) => waiting.push(resolve));
    const items = path.includes("reference=")
      ? []
      : all.filter((item) => item.name.startsWith(name ?? ""));
    return new Response(JSON.stringify({ items }));
  });
  return waiting;
}

afterEach(() => vi.unstubAllGlobals());

describe("AccountSelect", () => {
  it("chooses nothing by key that an older search found", async () => {
    const waiting = serveAccounts();
    const onChange = vi.fn();
    renderPage(
      <QueryClientProvider client={new QueryClient()}>
        <AccountSelect label="To" value={null} onChange={onChange} />
      </QueryClientProvider>,
    );
    const user = userEvent.setup();
    const field = screen.getByRole("combobox", { name: "To" });
    await user.click(field);
    await screen.findByText("Payroll");
    await user.type(field, "Cash{ArrowDown}{Enter}");
    expect(screen.queryByText("Payroll")).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(waiting).toHaveLength(1));
    waiting[0]?.();
    await screen.findByText("Cash");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onChange).toHaveBeenCalledWith(expect.objectContaining({ id: "acct_2" }));
  });
});
