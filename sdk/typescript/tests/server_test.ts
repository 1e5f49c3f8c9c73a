// The package as it is published, against the real server.
import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test as declare } from "node:test";
import {
  type EventEntry,
  HeldForApproval,
  Problem,
  responseOf,
  Sangam,
  TimedOut,
  verifyWebhook,
} from "@sangam/sdk";
import { RunningServer } from "./support/server.ts";

const test = (name: string, run: () => Promise<void>) => declare(name, { timeout: 60_000 }, run);

let server: RunningServer;
let sangam: Sangam;
let ledger: string;
let source: string;

before(async () => {
  server = await RunningServer.start();
  sangam = new Sangam({ url: server.url, apiKey: server.demo.api_key });
  ledger = (await sangam.ledger.ledgers.open({ name: "SDK", asset: "INR" })).id;
  source = (await sangam.ledger.accounts.open({ ledger, name: "Source" })).id;
});

after(() => server.stop());

async function opened(name: string): Promise<string> {
  const limit = "debits_must_not_exceed_credits";
  return (await sangam.ledger.accounts.open({ ledger, name, limit })).id;
}

const rupees = (amount: string) => ({ amount, asset: "INR" });

test("what is created is read, and the reply tells how it came", async () => {
  const account = await sangam.ledger.accounts.open({ ledger, name: "Till" });
  assert.equal(responseOf(account)?.status, 201);
  assert.match(responseOf(account)?.requestId ?? "", /^req_/);
  const read = await sangam.ledger.accounts.get(account.id);
  assert.equal(read.name, "Till");
  assert.deepEqual(read.balance, rupees("0.00"));
});

test("a list is a page, pages, or all its items", async () => {
  const own = (await sangam.ledger.ledgers.open({ name: "Listed", asset: "INR" })).id;
  const names = ["a", "b", "c", "d", "e"];
  for (const name of names) await sangam.ledger.accounts.open({ ledger: own, name });
  const request = { ledger: own, limit: 2, sort: "name" } as const;
  const page = await sangam.ledger.accounts.list(request);
  assert.equal(page.items.length, 2);
  assert.equal(typeof page.next, "string");
  const all: string[] = [];
  for await (const account of sangam.ledger.accounts.list(request)) all.push(account.name);
  assert.deepEqual(all, names);
  const sizes: number[] = [];
  for await (const { items } of sangam.ledger.accounts.list(request).pages())
    sizes.push(items.length);
  assert.deepEqual(sizes, [2, 2, 1]);
});

test("a refusal is a typed problem with the field and the ledger's status", async () => {
  const [poor, rich] = [await opened("Poor"), await opened("Rich")];
  const pay = { debit_account: poor, credit_account: rich, amount: rupees("1.00") };
  const refused = await problemOf(sangam.ledger.transfers.create(pay));
  assert.deepEqual([refused.status, refused.code], [422, "refused"]);
  assert.equal(refused.ledgerStatus, "exceeds_credits");
  assert.deepEqual(
    refused.errors.map(({ pointer, code }) => [pointer, code]),
    [["/amount", "exceeds_credits"]],
  );
  assert.match(refused.requestId ?? "", /^req_/);
  assert.equal(refused.operation, "ledger.transfers.create");
  const missing = await problemOf(sangam.ledger.accounts.get("../../health"));
  assert.equal(missing.status, 400);
  const stranger = new Sangam({ url: server.url, apiKey: "sk_wrong" });
  assert.equal((await problemOf(stranger.tenant.get())).code, "unauthenticated");
});

async function problemOf(call: PromiseLike<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  assert.fail("it was not refused");
}

test("a write that is repeated under its key happens once", async () => {
  const account = await opened("Keyed");
  const pay = { debit_account: source, credit_account: account, amount: rupees("5.00") };
  const first = await sangam.ledger.transfers.create(pay, { idempotencyKey: "keyed-1" });
  const second = await sangam.ledger.transfers.create(pay, { idempotencyKey: "keyed-1" });
  assert.equal(first.id, second.id);
  assert.deepEqual([responseOf(first)?.status, responseOf(second)?.status], [201, 200]);
  const other = await sangam.ledger.transfers.create(pay);
  assert.notEqual(other.id, first.id);
});

test("replies that are lost are asked for again, and money moves once", async () => {
  const account = await opened("Lossy");
  let lost = 0;
  const lossy = new Sangam({
    url: server.url,
    apiKey: server.demo.api_key,
    fetch: async (...request) => {
      const response = await fetch(...request);
      if (lost++ > 0) return response;
      await response.body?.cancel();
      throw new TypeError("fetch failed", { cause: new Error("the connection broke") });
    },
  });
  const pay = { debit_account: source, credit_account: account, amount: rupees("7.00") };
  const transfer = await lossy.ledger.transfers.create(pay);
  assert.deepEqual([lost, responseOf(transfer)?.status], [2, 200]);
  assert.deepEqual((await sangam.ledger.accounts.get(account)).balance, rupees("7.00"));
});

test("a change names the version it was made from", async () => {
  const url = "http://127.0.0.1:1/hook";
  const { endpoint } = await sangam.webhooks.endpoints.create({ url });
  const read = await sangam.webhooks.endpoints.get(endpoint.id);
  const ifMatch = responseOf(read)?.etag ?? assert.fail("no ETag");
  await sangam.webhooks.endpoints.change(endpoint.id, { url: `${url}/2` }, { ifMatch });
  const late = sangam.webhooks.endpoints.change(endpoint.id, { url: `${url}/3` }, { ifMatch });
  assert.equal((await problemOf(late)).code, "precondition_failed");
  assert.equal(await sangam.webhooks.endpoints.delete(endpoint.id), undefined);
});

test("files go up and come down", async () => {
  const [from, to] = [source, await opened("Imported")];
  const line = { debit_account: from, credit_account: to, amount: "2.50", asset: "INR" };
  const content = new Blob([JSON.stringify(line), "\n"]);
  const started = await sangam.ledger.imports.uploadTransfers(content, { name: "one" });
  let state = started;
  while (state.finished_at === undefined) state = await sangam.ledger.imports.get(started.id);
  assert.deepEqual([state.created, state.refused], [1, 0]);
  const file = await sangam.ledger.ledgers.exportCsv(ledger);
  assert.match(file.mediaType, /^text\/csv/);
  assert.match(file.fileName ?? "", /\.csv$/);
  assert.match(await file.text(), new RegExp(to));
  const left = await sangam.ledger.ledgers.exportHledger(ledger);
  await left.cancel();
});

test("a stream gives what was, what comes, and goes on after the server was away", async () => {
  const account = await opened("Followed");
  const type = ["ledger.transfers.posted"];
  const stream = sangam.events.tail({ type, after: 0 });
  const seen: EventEntry[] = [];
  const pay = { debit_account: source, credit_account: account, amount: rupees("1.00") };
  await sangam.ledger.transfers.create(pay);
  const { position } = await latest();
  let restarted = false;
  for await (const event of stream) {
    seen.push(event);
    assert.equal(stream.lastEventId, String(event.position));
    if (event.position < position) continue;
    if (restarted) break;
    await server.restart();
    await sangam.ledger.transfers.create(pay);
    restarted = true;
  }
  const positions = seen.map((event) => event.position);
  assert.deepEqual(
    positions,
    [...new Set(positions)].sort((a, b) => a - b),
  );
  assert.ok(positions.at(-1)! > position);
  const resumed = sangam.events.tail({ type }, { lastEventId: String(positions.at(-2)) });
  for await (const event of resumed) {
    assert.deepEqual(event, seen.at(-1));
    break;
  }
});

/** The newest event of a transfer, once the relay has it. */
async function latest(): Promise<EventEntry> {
  for (;;) {
    const [event] = (await sangam.events.list({ type: "ledger.transfers.posted" })).items;
    if (event) return event;
  }
}

test("a call and a stream end when they are told to", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await assert.rejects(async () => sangam.tenant.get({ signal }), /enough/);
  const controller = new AbortController();
  const stream = sangam.events.tail({}, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 100);
  await assert.rejects(async () => {
    for await (const event of stream) assert.ok(event);
  }, /enough/);
  const hasty = new Sangam({ url: server.url, apiKey: "sk_x", timeoutMs: 1, retries: 0 });
  await assert.rejects(async () => hasty.ledger.accounts.list(), TimedOut);
});

test("a write that waits for approval is told apart", async () => {
  const owner = await signedIn();
  const operation = "ledger.transfers.create";
  const made = await owner.approvalRules.set(operation, { condition: "true" });
  assert.ok(made);
  const account = await opened("Held");
  const pay = { debit_account: source, credit_account: account, amount: rupees("3.00") };
  await assert.rejects(sangam.ledger.transfers.create(pay), (error: unknown) => {
    assert.ok(error instanceof HeldForApproval);
    assert.match(error.approval.id, /^apr/);
    return true;
  });
  await owner.approvalRules.remove(operation);
});

/** The demo's owner with a session cookie, which a browser would keep by itself. */
async function signedIn(): Promise<Sangam> {
  const { email, password } = server.demo;
  const session = await new Sangam({ url: server.url }).session.signIn({ email, password });
  const cookie = responseOf(session)?.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return new Sangam({ url: server.url, headers: { Cookie: cookie, Origin: server.url } });
}

test("what the server signs is verified", async () => {
  const arrived: { headers: IncomingMessage["headers"]; body: string }[] = [];
  const sink = createServer(async (request, reply) => {
    let body = "";
    for await (const piece of request) body += piece;
    arrived.push({ headers: request.headers, body });
    reply.end();
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/hook`;
  const { endpoint, secret } = await sangam.webhooks.endpoints.create({ url });
  const { message } = await sangam.webhooks.endpoints.test(endpoint.id);
  while (arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const { headers, body } = arrived[0]!;
  const verified = await verifyWebhook({ secret, headers, body });
  assert.deepEqual([verified.id, verified.type], [message, "webhooks.test"]);
  await assert.rejects(verifyWebhook({ secret, headers, body: `${body} ` }));
  await sangam.webhooks.endpoints.delete(endpoint.id);
  sink.close();
});

test("a file goes up in pieces, though every second answer is lost", async () => {
  const target = await opened("Imported");
  const line = { debit_account: source, credit_account: target, amount: "0.01", asset: "INR" };
  const content = `${JSON.stringify(line)}\n`.repeat(500);
  const offsets: (string | null)[] = [];
  const losing = new Sangam({
    url: server.url,
    apiKey: server.demo.api_key,
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      if (init?.method !== "PATCH") return response;
      offsets.push(new Headers(init.headers).get("Upload-Offset"));
      if (offsets.length % 2 === 1) throw new TypeError("the answer was lost");
      return response;
    },
  });
  const told: number[] = [];
  const { reply, upload } = await losing.uploadResumably<{ lines_total: number }>(content, {
    operation: "ledger.imports.upload_transfers",
    parameters: { name: "pieces" },
    chunkBytes: 20_000,
    onProgress: (sent) => told.push(sent),
  });
  assert.equal(reply.lines_total, 500);
  assert.equal(upload.received, content.length);
  assert.equal(new Set(offsets).size, offsets.length, "nothing is sent twice");
  assert.ok(told.length > 1);
  await assert.rejects(
    sangam.uploadResumably("x", { operation: "ledger.accounts.open" }),
    (error: unknown) => error instanceof Problem && error.code === "invalid",
  );
});
