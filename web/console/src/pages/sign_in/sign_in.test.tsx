import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { renderPage } from "@/components/test_page";
import { SignInPage } from "./sign_in_page";

const push = vi.fn();
vi.mock("@tanstack/react-router", () => ({
  getRouteApi: () => ({ useSearch: () => ({ then: "/accounts" }) }),
  useRouter: () => ({ history: { push } }),
  Link: (props: object) => <a href="/forgotten-password" {...props} />,
}));

interface Answer {
  status: number;
  body: object;
  retryAfter?: string;
}

const session = { user: { id: "usr_1", name: "Ann" }, must_enrol: false };
const needed = (pointer: string): Answer => ({
  status: 401,
  body: {
    title: "A second factor is needed",
    code: "second_factor_needed",
    errors: [{ pointer, code: "required", detail: "is shown by your authenticator app" }],
  },
});
const wrongCode: Answer = {
  status: 400,
  body: {
    title: "Invalid",
    code: "invalid",
    errors: [{ pointer: "/code", code: "wrong", detail: "is wrong, too old, or was used before" }],
  },
};

/** Opens the page before a server that gives these answers; what it was sent. */
function open(...answers: Answer[]) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    const answer = answers.shift();
    if (answer === undefined) throw new Error("nobody expected this request");
    const { status, retryAfter } = answer;
    const headers = new Headers();
    if (retryAfter !== undefined) headers.set("Retry-After", retryAfter);
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status, headers }));
  });
  renderPage(
    <QueryClientProvider client={new QueryClient()}>
      <SignInPage />
    </QueryClientProvider>,
  );
  return sent;
}

const person = userEvent.setup();
const press = (name: string) => person.click(screen.getByRole("button", { name }));

async function sendPassword() {
  await person.type(await screen.findByLabelText(/^Email/), "ann@bank.example");
  await person.type(screen.getByLabelText(/^Password/), "a password");
  await press("Sign in");
}

beforeEach(() => push.mockReset());
afterEach(() => vi.unstubAllGlobals());

it("asks for the code in the same form, where the focus goes", async () => {
  const sent = open(needed("/code"), { status: 201, body: session });
  await sendPassword();
  const code = await screen.findByLabelText(/^Code/);
  expect(document.activeElement).toBe(code);
  expect(code.getAttribute("autocomplete")).toBe("one-time-code");
  expect(code.getAttribute("inputmode")).toBe("numeric");
  expect(screen.queryByRole("alert")).toBeNull();
  await person.type(code, " 123456 {Enter}");
  await waitFor(() => expect(push).toHaveBeenCalledWith("/accounts"));
  const password = { email: "ann@bank.example", password: "a password" };
  expect(sent).toEqual([password, { ...password, code: "123456" }]);
});

it("says at the field that a code is wrong, and takes a recovery code", async () => {
  const sent = open(needed("/code"), wrongCode, { status: 201, body: session });
  await sendPassword();
  await person.type(await screen.findByLabelText(/^Code/), "000000");
  await press("Sign in");
  await screen.findByText("Is wrong, too old, or was used before.");
  expect(screen.queryByRole("alert")).toBeNull();
  await press("Use a recovery code");
  const code = screen.getByLabelText(/^Recovery code/);
  expect(code.getAttribute("inputmode")).toBe("text");
  await person.clear(code);
  await person.type(code, "k3m9-x2pq-7wdh");
  await press("Sign in");
  await waitFor(() => expect(push).toHaveBeenCalled());
  expect(sent[2]).toMatchObject({ code: "k3m9-x2pq-7wdh" });
});

it("says how long to wait after too many codes", async () => {
  const refusal = { title: "Too many", code: "too_many_requests" };
  open(needed("/code"), { status: 429, body: refusal, retryAfter: "12" });
  await sendPassword();
  await person.type(await screen.findByLabelText(/^Code/), "000000");
  await press("Sign in");
  expect((await screen.findByRole("alert")).textContent).toContain("Try again in 12 seconds.");
});

it("starts again with another account, without the password before", async () => {
  open(needed("/code"));
  await sendPassword();
  await screen.findByLabelText(/^Code/);
  await press("Start again");
  expect((screen.getByLabelText(/^Password/) as HTMLInputElement).value).toBe("");
});

it("tells who has a passkey alone to use it", async () => {
  open(needed("/passkey"));
  await sendPassword();
  expect((await screen.findByRole("alert")).textContent).toContain("asks for its passkey");
});

it("offers no passkey where the browser has none", async () => {
  open();
  await screen.findByLabelText(/^Email/);
  expect(screen.queryByRole("button", { name: "Sign in with a passkey" })).toBeNull();
});
