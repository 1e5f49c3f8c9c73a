import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Approval, ApprovalStatus } from "@/api/approvals";
import { renderPage } from "@/components/test_page";
import { GoOn } from "./approval_moves";
import { nextMove } from "./next_move";

function approval(status: ApprovalStatus, own = false): Approval {
  return {
    id: "apr_1",
    operation: "teams.create",
    status,
    maker: "usr_1",
    maker_name: "Ann",
    own,
    rule: "",
    created_at: "2026-01-01T00:00:00Z",
    expires_at: "2026-01-08T00:00:00Z",
  };
}

afterEach(() => vi.unstubAllGlobals());

describe("nextMove", () => {
  it("follows the approval", () => {
    expect(nextMove(approval("pending"), true)).toBe("decide");
    expect(nextMove(approval("approved"), true)).toBe("go_on");
    expect(nextMove(approval("pending", true), true)).toBe("wait");
    for (const left of [approval("approved", true), approval("done"), approval("expired")])
      expect(nextMove(left, true)).toBeUndefined();
    expect(nextMove(approval("approved"), false)).toBeUndefined();
    expect(nextMove(approval("pending"), false)).toBeUndefined();
  });
});

describe("GoOn", () => {
  it("does what was approved and left undone", async () => {
    const fetched = vi.fn<typeof fetch>(() =>
      Promise.resolve(new Response(JSON.stringify(approval("done")), { status: 200 })),
    );
    vi.stubGlobal("fetch", fetched);
    const closed = vi.fn<() => void>();
    renderPage(
      <QueryClientProvider client={new QueryClient()}>
        <GoOn approval={approval("approved")} onClose={closed} />
      </QueryClientProvider>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Do it now" }));
    await waitFor(() => expect(closed).toHaveBeenCalledOnce());
    const [path, init] = fetched.mock.calls[0] as [string, RequestInit];
    expect(path).toBe("/api/v1/approvals/apr_1/approve");
    expect(JSON.parse(init.body as string)).toEqual({});
  });
});
