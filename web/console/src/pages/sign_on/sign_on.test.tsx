import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { en } from "@/messages/en";
import type { Translate } from "@/messages/use_t";
import { OrganisationSignIn } from "@/pages/sign_in/organisation_sign_in";
import { answerFrom } from "./back_page";
import { certificateTexts } from "./certificate_texts";
import { faults, faultWords } from "./fault_words";
import { samlChange } from "./here_saml";
import { TrialReport } from "./trial";

afterEach(() => vi.unstubAllGlobals());

describe("answerFrom", () => {
  it("takes what came to the letter, and nothing else", () => {
    const query = new URLSearchParams("code=1e5&state=007&iss=https%3A%2F%2Fa.example&x=y&error=");
    expect(answerFrom("sso_1", query)).toEqual({
      connection: "sso_1",
      state: "007",
      code: "1e5",
      iss: "https://a.example",
    });
    expect(answerFrom("sso_1", new URLSearchParams("state=a&answer=b"))).toEqual({
      connection: "sso_1",
      state: "a",
      answer: "b",
    });
    expect(answerFrom("sso_1", new URLSearchParams()).state).toBe("unknown");
  });
});

describe("samlChange", () => {
  const empty = {
    metadata_url: "",
    metadata: "",
    entity_id: "",
    sign_on_url: "",
    certificates: "",
  };
  it("says only what was entered", () => {
    expect(samlChange(empty, {})).toEqual({});
    expect(samlChange({ ...empty, entity_id: "same" }, { entity_id: "same" })).toEqual({});
    expect(samlChange({ ...empty, metadata: "<x/>", metadata_url: "https://a" }, {})).toEqual({
      metadata: "<x/>",
    });
  });
  it("sends each certificate by itself", () => {
    const one = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    expect(certificateTexts(`${one}\n${one}\n`)).toEqual([one, one]);
    expect(certificateTexts(" AAAA ")).toEqual(["AAAA"]);
    expect(certificateTexts(" ")).toEqual([]);
  });
});

describe("faultWords", () => {
  const t: Translate = (id) => en[id];
  it("knows every code, and no others", () => {
    for (const fault of faults) expect(faultWords(fault, t)).toMatch(/\.$/);
    expect(faultWords("toString", t)).toBeUndefined();
  });
});

describe("TrialReport", () => {
  it("says step by step what is wrong", () => {
    renderPage(
      <TrialReport
        enabled={false}
        trial={{
          at: "2026-01-01T00:00:00Z",
          passed: false,
          lines: [
            { step: "answer", outcome: "good", detail: "Somebody signed in." },
            { step: "address", outcome: "wrong", detail: "No e-mail address came." },
          ],
        }}
      />,
    );
    expect(screen.getByText(en["sign_on.try_failed"], { exact: false })).toBeTruthy();
    expect(screen.getByText("No e-mail address came.")).toBeTruthy();
    expect(screen.getByText(en["sign_on.outcome_wrong"])).toBeTruthy();
  });
});

describe("OrganisationSignIn", () => {
  function render(email: string, answers: Record<string, unknown>) {
    const leave = vi.fn();
    const asked: unknown[] = [];
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
      asked.push(JSON.parse(init.body as string));
      return Promise.resolve(new Response(JSON.stringify(answers[path])));
    });
    renderPage(
      <QueryClientProvider client={new QueryClient()}>
        <OrganisationSignIn email={email} then="/ledgers" leave={leave} />
      </QueryClientProvider>,
    );
    return { leave, asked };
  }
  const press = () =>
    userEvent.click(screen.getByRole("button", { name: en["sign_in.organisation"] }));

  it("leads to the identity provider of the address", async () => {
    const { leave, asked } = render("ann@example.com", {
      "/api/v1/sign-on/discover": { connection: "sso_1", name: "Head office" },
      "/api/v1/sign-on/start": { location: "https://idp.example/" },
    });
    await press();
    await waitFor(() => expect(leave).toHaveBeenCalledWith("https://idp.example/"));
    expect(asked[1]).toEqual({ connection: "sso_1", next: "/ledgers", email: "ann@example.com" });
  });

  it("says that people of an address sign in with a password", async () => {
    const { leave } = render("ann@example.com", { "/api/v1/sign-on/discover": {} });
    await press();
    expect(await screen.findByText(en["sign_in.no_organisation"])).toBeTruthy();
    expect(leave).not.toHaveBeenCalled();
  });

  it("wants an address first", async () => {
    render(" ", {});
    await press();
    expect(await screen.findByText(en["sign_in.address_first"])).toBeTruthy();
  });
});
