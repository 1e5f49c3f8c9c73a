import { expect, type Page } from "@playwright/test";
import { makeBooks, post, upload, word } from "./books";
import { beginUpload } from "./uploads";
import { emitPoison, spoiltPosting } from "./poison";
import { settings } from "./settings";

/** Of the console; words in capitals stand for what `thingsOf` makes. */
export const pages = [
  "/",
  "/accounts",
  "/accounts/new",
  "/accounts/ACCOUNT",
  "/transfers",
  "/transfers/new?debit=ACCOUNT",
  "/transfers/TRANSFER",
  "/ledgers",
  "/trial-balance?ledger=LEDGER",
  "/imports",
  "/imports/IMPORT",
  "/sagas",
  "/events",
  "/events?tab=types",
  "/events?open=POSITION",
  "/dead-letters",
  "/dead-letters/LETTER",
  "/jobs",
  "/jobs/JOB",
  "/schedules",
  "/uploads",
  "/uploads/UPLOAD",
  "/users",
  "/teams",
  "/teams/TEAM",
  "/provisioning",
  "/api-keys",
  "/webhooks",
  "/webhooks?tab=attempts",
  "/webhooks?tab=sources",
  "/webhooks?tab=received",
  "/webhooks/ENDPOINT",
  "/webhooks/ENDPOINT?tab=line",
  "/audit",
  "/audit?tab=proof",
  "/audit?tab=export",
  "/audit/ENTRY",
  "/developers",
  "/developers?q=ledger.transfers.create&operation=ledger.transfers.create",
  "/developers/start",
  "/developers/events",
  "/developers/tries",
  "/developers/calls",
  "/developers/changes",
  "/design",
  "/security",
  "/security/sign-on",
  "/security/sign-on/CONNECTION",
  "/settings",
  "/organisation",
  "/roles",
  "/usage",
  "/approvals",
  "/approvals?tab=rules",
  "/gateway",
  "/gateway?tab=blocked",
  "/gateway?tab=tester",
];

export const operatorPages = [
  "/",
  "/tenants",
  "/platform-gateway",
  "/platform-gateway?tab=maintenance",
  "/platform-gateway?tab=blocked",
  "/platform-gateway?tab=tester",
  "/limit-plans",
  "/event-delivery",
  "/observability",
  "/observability?tab=traffic",
  "/observability?tab=traces",
  "/observability?tab=log",
  "/observability?tab=health",
];

interface Letter {
  consumer: string;
  event: string;
  position: number;
}

/** Waits for a dead letter of an event that nobody can handle. */
async function makeLetter(page: Page): Promise<Letter> {
  const stream = `payouts/${word()}`;
  const type = "ledger.payout.posting_requested";
  await emitPoison(page, { stream, type, payload: spoiltPosting("nonsense") });
  let found: Letter | undefined;
  await expect(async () => {
    const reply = await page.request.get(`${settings.url}/api/v1/dead-letters?stream=${stream}`);
    found = ((await reply.json()) as { items: Letter[] }).items[0];
    expect(found).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found as Letter;
}

/** What the pages show, by the words that stand for it in their paths. */
async function makeThings(page: Page): Promise<Record<string, string>> {
  const { ledger, cash, payroll } = await makeBooks(page);
  const transfer = await post<{ id: string }>(page, "/ledger/transfers", {
    debit_account: payroll.id,
    credit_account: cash.id,
    amount: { amount: "12.50", asset: "INR" },
  });
  const imported = await upload(page, "looks.ndjson", "this is no JSON\n");
  const letter = await makeLetter(page);
  const job = await post<{ id: string }>(page, "/jobs", {
    kind: "platform.echo",
    payload: '{"text":"hello","hopeless":true}',
  });
  await post(page, "/job-schedules", {
    name: `nightly ${job.id}`,
    kind: "platform.echo",
    cron: "30 2 * * *",
    zone: "Asia/Kolkata",
  });
  // Nobody listens at the address: there is a failure to show.
  const { endpoint } = await post<{ endpoint: { id: string } }>(page, "/webhooks/endpoints", {
    url: "http://127.0.0.1:9/hook",
    description: "Feed of the looks",
  });
  await post(page, `/webhooks/endpoints/${endpoint.id}/test`, {});
  await post(page, "/webhooks/sources", {
    name: "Payments",
    style: "standard",
  });
  const connection = await post<{ id: string }>(page, "/sign-on/connections", {
    name: "Head office",
    protocol: "saml",
    group_roles: [{ group: "Clerks", role: "auditor" }],
  });
  await post(page, "/sign-on/domains", { domain: `${word()}.example`, connection: connection.id });
  await post(page, "/audit-checkpoints", {});
  const team = await post<{ id: string }>(page, "/teams", {
    name: `Team ${word()}`,
    description: "Closes the books",
  });
  const list = await page.request.get(`${settings.url}/api/v1/audit?limit=1`);
  const [entry] = ((await list.json()) as { items: { id: string }[] }).items;
  const begun = await beginUpload(page, "this is no JSON\n", 4);
  return {
    ACCOUNT: payroll.id,
    TRANSFER: transfer.id,
    IMPORT: imported.id,
    LEDGER: ledger.id,
    POSITION: String(letter.position),
    LETTER: `${letter.consumer}/${letter.event}`,
    JOB: job.id,
    UPLOAD: begun,
    ENDPOINT: endpoint.id,
    CONNECTION: connection.id,
    TEAM: team.id,
    ENTRY: entry?.id ?? "",
  };
}

let things: Promise<Record<string, string>> | undefined;

/** The same for every test of a file: looking changes nothing. */
export function thingsOf(page: Page): Promise<Record<string, string>> {
  things ??= makeThings(page);
  return things;
}

/** The address of a page, with what was made in the place of the words. */
export function pathOf(template: string, known: Record<string, string>): string {
  return Object.entries(known).reduce((text, [name, id]) => text.replace(name, id), template);
}
