import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AuditVerification } from "@/api/audit";
import { audit } from "@/app/operations_search";
import { renderPage } from "@/components/test_page";
import { auditedOperations } from "./audited_operations";
import { ServerCheck } from "./server_check";

vi.mock("@tanstack/react-router", () => ({
  Link: ({ children }: { children: React.ReactNode }) => <a href="#entry">{children}</a>,
}));

const part: AuditVerification = {
  complete: false,
  whole: true,
  checked: 50,
  length: 100,
  checkpoints: 1,
  found: 0,
  findings: [],
  resume: "go on",
};

function serve(replies: AuditVerification[]) {
  let asked = 0;
  const fetched = vi.fn<typeof fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(replies[asked++]), { status: 200 })),
  );
  vi.stubGlobal("fetch", fetched);
  renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <ServerCheck />
    </QueryClientProvider>,
  );
  return fetched;
}

const last: AuditVerification = { ...part, complete: true, checked: 100, checkpoints: 2 };
delete last.resume;

afterEach(() => vi.unstubAllGlobals());

describe("ServerCheck", () => {
  it("goes on until everything was checked", async () => {
    const fetched = serve([part, last]);
    await userEvent.click(screen.getByRole("button", { name: "Check everything" }));
    expect(await screen.findByText("Whole: nothing was changed")).toBeDefined();
    expect(screen.getByText("100 of 100 entries, and 3 checkpoints.")).toBeDefined();
    const bodies = fetched.mock.calls.map(([, init]) => JSON.parse(String(init?.body)) as unknown);
    expect(bodies).toEqual([{}, { resume: "go on" }]);
  });

  it("tells what an earlier answer found when later ones find nothing", async () => {
    const finding = { kind: "altered", number: 7, entry: "evt_7", detail: "not what was sealed" };
    serve([{ ...part, whole: false, found: 1, findings: [finding] }, last]);
    await userEvent.click(screen.getByRole("button", { name: "Check everything" }));
    expect(await screen.findByText("1 finding")).toBeDefined();
    expect(screen.getByText("An entry is not what was sealed")).toBeDefined();
    expect(screen.queryByText("Whole: nothing was changed")).toBeNull();
  });
});

describe("auditedOperations", () => {
  it("tells looks from changes", () => {
    const found = auditedOperations({
      openapi: "3.1.0",
      info: { title: "", version: "" },
      paths: {
        "/users": {
          parameters: [],
          get: { operationId: "users.list", summary: "List users" },
          post: { operationId: "users.add" },
        },
      },
    });
    expect([...found]).toEqual([
      ["users.list", { summary: "List users", kind: "look" }],
      ["users.add", { summary: "users.add", kind: "change" }],
    ]);
  });
});

describe("the page's address", () => {
  it("keeps times of the API and drops what is none", () => {
    expect(audit({ from: "2026-01-31T09:30:00.000Z", to: "soon", kind: "look" })).toMatchObject({
      from: "2026-01-31T09:30:00.000Z",
      to: undefined,
      kind: "look",
    });
  });
});
