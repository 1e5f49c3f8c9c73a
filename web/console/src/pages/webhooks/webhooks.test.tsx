import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { EndpointDialog } from "./endpoint_form";
import { SourceDialog } from "./source_form";
import { TestDialog } from "./test_dialog";

const types = { items: [{ name: "ledger.transfers.posted", summary: "Transfers were posted" }] };

/** Answers each request by its method and path; the calls can be looked at. */
function serve(replies: Record<string, unknown>, status = 200) {
  const fetched = vi.fn<typeof fetch>((path, init) => {
    const key = `${init?.method ?? "GET"} ${String(path).split("?")[0]}`;
    return Promise.resolve(new Response(JSON.stringify(replies[key]), { status }));
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

function show(element: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return renderPage(<QueryClientProvider client={client}>{element}</QueryClientProvider>);
}

/** At once: a form draws anew at every letter. */
async function fill(field: HTMLElement, text: string) {
  await userEvent.click(field);
  await userEvent.paste(text);
}

function sent(fetched: ReturnType<typeof serve>, method: string): unknown {
  const call = fetched.mock.calls.find(([, init]) => init?.method === method);
  return JSON.parse(String(call?.[1]?.body));
}

afterEach(() => vi.unstubAllGlobals());

describe("EndpointDialog", () => {
  it("sends what was chosen and shows the secret once", async () => {
    const fetched = serve({
      "GET /api/v1/webhooks/event-types": types,
      "POST /api/v1/webhooks/endpoints": { endpoint: {}, secret: "whsec_once" },
    });
    const onClose = vi.fn();
    show(<EndpointDialog onClose={onClose} />);
    await fill(screen.getByLabelText(/^Address/), "https://example.com/hook");
    await userEvent.click(screen.getByLabelText("Only these"));
    await userEvent.click(await screen.findByLabelText("ledger.transfers.posted"));
    await userEvent.click(screen.getByLabelText("As soon as possible"));
    await userEvent.click(screen.getByRole("button", { name: "Add an endpoint" }));
    expect((await screen.findByTestId("secret")).textContent).toBe("whsec_once");
    expect(sent(fetched, "POST")).toEqual({
      url: "https://example.com/hook",
      description: "",
      event_types: ["ledger.transfers.posted"],
      ordered: false,
    });
    await userEvent.click(screen.getByRole("button", { name: "I have copied it" }));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it("puts the server's word about the address at its field", async () => {
    const problem = {
      title: "Not valid",
      code: "invalid",
      errors: [{ pointer: "/url", code: "not_public", detail: "is not on the public internet" }],
    };
    serve({ "POST /api/v1/webhooks/endpoints": problem }, 400);
    show(<EndpointDialog onClose={() => {}} />);
    await fill(screen.getByLabelText(/^Address/), "https://10.0.0.1/");
    await userEvent.click(screen.getByRole("button", { name: "Add an endpoint" }));
    expect(await screen.findByText("Is not on the public internet.")).toBeDefined();
  });
});

describe("TestDialog", () => {
  it("tells how the first attempt went and what to do", async () => {
    const attempt = {
      id: "wha_1",
      number: 1,
      outcome: "failed",
      status: 401,
      duration_ms: 12,
      response: "no",
    };
    serve({ "GET /api/v1/webhooks/attempts": { items: [attempt] } });
    show(<TestDialog message="msg_1" ordered onClose={() => {}} />);
    await waitFor(() => expect(screen.getByText("Answered 401")).toBeDefined());
    const status = screen.getByRole("status");
    expect(within(status).getByText(/secret/)).toBeDefined();
    expect(screen.getByText("no")).toBeDefined();
  });
});

describe("SourceDialog", () => {
  it("tells the address for the provider and the secret that was made", async () => {
    const source = { id: "src_1", name: "Payments", style: "standard", path: "/hooks/src_1" };
    const fetched = serve({ "POST /api/v1/webhooks/sources": { source, secret: "whsec_made" } });
    show(<SourceDialog onClose={() => {}} />);
    await fill(screen.getByRole("textbox", { name: /Name/ }), "Payments");
    await userEvent.click(screen.getByRole("button", { name: "Add a source" }));
    expect((await screen.findByTestId("address")).textContent).toMatch(/^http.*\/hooks\/src_1$/);
    expect(screen.getByTestId("secret").textContent).toBe("whsec_made");
    expect(sent(fetched, "POST")).toEqual({
      name: "Payments",
      style: "standard",
      tolerance_seconds: 300,
    });
  });
});
