import type { Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { settings } from "./settings";

const run = promisify(execFile);

/** Variables of psql, quoted by it. The relay takes the row from here as it takes any other. */
const emit = `
  insert into kernel.outbox (tenant_id, id, stream, type, version, payload, occurred_at)
  select number, :'id', :'stream', :'type', 1, :'payload', kernel.now_nanoseconds()
  from platform.tenants where slug = :'tenant';`;

/**
 * Puts an event into the outbox of the page's tenant that no operation would emit: a consumer
 * cannot handle it. Needs the data folder of the server, as the user who runs it.
 */
export async function emitPoison(
  page: Page,
  event: { stream: string; type: string; payload: unknown },
): Promise<void> {
  const session = await page.request.get(`${settings.url}/api/v1/session`);
  const { tenant } = (await session.json()) as { tenant: { slug: string } };
  const values: Record<string, string> = {
    id: randomUUID(),
    stream: event.stream,
    type: event.type,
    payload: JSON.stringify(event.payload),
    tenant: tenant.slug,
  };
  const socket = join(settings.data, "postgres", "socket");
  const child = run("psql", [
    ...["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"],
    ...["--host", socket, "--username", "sangam_root", "--dbname", "sangam"],
    ...Object.entries(values).map(([name, value]) => `--set=${name}=${value}`),
    "--file=-",
  ]);
  child.child.stdin?.end(emit);
  await child;
}

/** What a payout asks of the ledger, spoilt: `posting` is none of the words its consumer knows. */
export function spoiltPosting(posting: string) {
  const account = (digit: string) => `acct_${digit.repeat(26)}`;
  return {
    saga: randomUUID(),
    posting,
    payout: {
      debit_account: account("0"),
      credit_account: account("1"),
      amount: { amount: "1.00", asset: "INR" },
      sandbox: true,
      actor: "test",
      actor_kind: "user",
      request_id: "test",
    },
  };
}
