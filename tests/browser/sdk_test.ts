import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBooks } from "./support/books";
import { expect, signIn, test } from "./support/console";

const built = fileURLToPath(new URL("../../sdk/typescript/dist", import.meta.url));

// What a page of the server's own origin does with the package, as a text: it is for the browser.
const program = (cash: string, payroll: string) => `(async () => {
  const { ConnectionFailed, Problem, Sangam, verifyWebhook } = await import(location.origin + "/sdk/index.js");
  const sangam = new Sangam({ url: location.origin });
  const names = [];
  for await (const account of sangam.ledger.accounts.list({ limit: 2 })) names.push(account.name);
  const after = (await sangam.events.list({ sort: "-position", limit: 1 })).items[0]?.position ?? 0;
  const [cash, payroll] = ${JSON.stringify([cash, payroll])};
  const amount = { amount: "1.00", asset: "INR" };
  const pay = { debit_account: cash, credit_account: payroll, amount };
  const made = await sangam.ledger.transfers.create(pay);
  let event;
  for await (event of sangam.events.tail({ after, type: ["ledger.transfers.posted"] })) break;
  const much = { amount: "9000000000.00", asset: "INR" };
  const back = { debit_account: payroll, credit_account: cash, amount: much };
  const refusal = await sangam.ledger.transfers.create(back).catch((error) => error);
  const file = await sangam.ledger.ledgers.exportCsv(made.ledger);
  const signed = {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    body: '{"test": 2432232314}',
    now: new Date(1614265330000),
    headers: {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
  };
  const lost = await sangam.tenant.get({ headers: { "X-Cut": "yes" }, retries: 0 }).catch((e) => e);
  return {
    several: names.length > 2,
    event: event.type,
    problem: refusal instanceof Problem && refusal.ledgerStatus,
    exported: (await file.text()).includes(made.id),
    webhook: await verifyWebhook(signed).catch((error) => error.reason),
    lost: lost instanceof ConnectionFailed,
  };
})()`;

test("the TypeScript SDK works in a page, with its session", async ({ page }) => {
  expect(existsSync(join(built, "index.js")), "npm --prefix sdk/typescript run build").toBe(true);
  await page.route("**/sdk/**", (route) => {
    const path = new URL(route.request().url()).pathname.slice("/sdk/".length);
    return route.fulfill({
      contentType: "text/javascript",
      body: readFileSync(join(built, path), "utf8"),
    });
  });
  await page.route("**/api/v1/tenant", (route) =>
    route.request().headers()["x-cut"] ? route.abort("connectionreset") : route.continue(),
  );
  await signIn(page);
  await page.goto("/");
  const { cash, payroll } = await makeBooks(page);
  const result = await page.evaluate(program(cash.id, payroll.id));
  expect(result).toEqual({
    several: true,
    event: "ledger.transfers.posted",
    problem: "exceeds_credits",
    exported: true,
    webhook: "malformed",
    lost: true,
  });
});
