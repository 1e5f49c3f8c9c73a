// Servers that do what no Sangam does: each gives a typed error, in bounded time and memory.
import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { test as declare } from "node:test";
import {
  type ClientOptions,
  ConnectionFailed,
  Problem,
  Sangam,
  TimedOut,
  UnexpectedReply,
} from "@sangam/sdk";

const test = (name: string, run: () => Promise<void>) => declare(name, { timeout: 20_000 }, run);

/** A client of a server that answers so; closed afterwards with whatever hangs on it. */
async function against(
  answer: RequestListener,
  use: (sangam: Sangam) => Promise<void>,
  options: Partial<ClientOptions> = {},
): Promise<void> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await use(new Sangam({ url, apiKey: "sk_test", retries: 0, ...options }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const json = { "Content-Type": "application/json" };
const problemType = { "Content-Type": "application/problem+json" };

function problem(code: string, status: number): string {
  return JSON.stringify({ type: "/", title: "t", detail: "d", code, status });
}

async function unexpected(call: PromiseLike<unknown>, reason: string): Promise<void> {
  await assert.rejects(Promise.resolve(call), (error: unknown) => {
    assert.ok(error instanceof UnexpectedReply, String(error));
    assert.equal(error.reason, reason);
    return true;
  });
}

test("what is no JSON object is not taken for one", async () => {
  for (const body of ["{", "[]", "null", "<html>", '{"a":1}x', "", "\xff"])
    await against(
      (_, reply) => reply.writeHead(200, json).end(Buffer.from(body, "latin1")),
      (sangam) => unexpected(sangam.tenant.get(), "malformed"),
    );
  await against(
    (_, reply) => reply.writeHead(200, { "Content-Type": "text/html" }).end("<html>"),
    (sangam) => unexpected(sangam.tenant.get(), "media_type"),
  );
  await against(
    (_, reply) => reply.writeHead(200, json).end('{"items": 7}'),
    (sangam) => unexpected(sangam.ledger.accounts.list(), "malformed"),
  );
});

test("a body without end is not read to its end", async () => {
  let sent = 0;
  await against(
    (_, reply) => {
      reply.writeHead(200, json);
      const more = () => {
        while (!reply.destroyed && reply.write(" ".repeat(65_536))) sent += 65_536;
      };
      reply.on("drain", more);
      more();
    },
    (sangam) => unexpected(sangam.tenant.get(), "too_large"),
    { replyBytesMost: 1_000_000 },
  );
  assert.ok(sent < 20_000_000, `${sent} bytes`);
  await against(
    (_, reply) => reply.writeHead(200, { ...json, "Content-Length": "99999999999" }).write("{"),
    (sangam) => unexpected(sangam.tenant.get(), "too_large"),
  );
});

test("redirects are not followed, and the key goes nowhere else", async () => {
  const asked: (string | undefined)[] = [];
  const loop: RequestListener = (request, reply) => {
    asked.push(request.url);
    reply.writeHead(302, { Location: `${request.url}x` }).end();
  };
  await against(loop, (sangam) => unexpected(sangam.tenant.get(), "redirect"));
  await against(loop, (sangam) => unexpected(sangam.tenant.reopen(), "redirect"));
  assert.equal(asked.length, 2);
});

test("a server that says nothing, or stops in the middle, is not waited for", async () => {
  const hasty = { timeoutMs: 150 };
  const silent: RequestListener = () => undefined;
  await against(silent, (sangam) => assert.rejects(sangam.tenant.get(), TimedOut), hasty);
  const drip: RequestListener = (_, reply) => {
    reply.writeHead(200, json);
    const timer = setInterval(() => reply.write(" "), 20);
    reply.on("close", () => clearInterval(timer));
  };
  await against(drip, (sangam) => assert.rejects(sangam.tenant.get(), TimedOut), hasty);
  const stalled: RequestListener = (_, reply) => reply.writeHead(200).write("a,b\n");
  await against(
    stalled,
    async (sangam) => {
      const file = await sangam.ledger.ledgers.exportCsv("ledg_x");
      await assert.rejects(file.text(), TimedOut);
    },
    hasty,
  );
});

test("a connection that breaks is told apart, at each place where it may", async () => {
  const unreachable = new Sangam({ url: "http://127.0.0.1:1", retries: 0 });
  await assert.rejects(unreachable.tenant.get(), ConnectionFailed);
  const cut: RequestListener = (_, reply) => {
    reply.writeHead(200, { ...json, "Content-Length": "100" });
    reply.write("{", () => reply.destroy());
  };
  await against(cut, (sangam) => assert.rejects(sangam.tenant.get(), ConnectionFailed));
  const cutFile: RequestListener = (_, reply) => {
    reply.writeHead(200);
    reply.write("a,b\n", () => reply.destroy());
  };
  await against(cutFile, async (sangam) => {
    const file = await sangam.ledger.ledgers.exportCsv("ledg_x");
    await assert.rejects(file.text(), ConnectionFailed);
  });
});

test("what is no HTTP is no reply", async () => {
  const nonsense = createSocketServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n\r\n"));
  await new Promise<void>((resolve) => nonsense.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(nonsense.address() as AddressInfo).port}`;
  await assert.rejects(new Sangam({ url, retries: 0 }).tenant.get(), ConnectionFailed);
  nonsense.close();
});

test("errors that are no problem documents say so", async () => {
  const answers: [Record<string, string>, string][] = [
    [{ "Content-Type": "text/html" }, "<h1>Bad gateway</h1>"],
    [problemType, "{"],
    [problemType, '{"code": 7}'],
    [problemType, '{"code": "x", "title": "t", "detail": "d", "errors": 5}'],
  ];
  for (const [headers, body] of answers)
    await against(
      (_, reply) => reply.writeHead(502, headers).end(body),
      (sangam) => unexpected(sangam.tenant.get(), "no_problem_document"),
    );
});

test("what passes is tried again as the server asks, and what may not be repeated is not", async () => {
  const keys: (string | string[] | undefined)[] = [];
  const delays: number[] = [];
  const busy: RequestListener = (request, reply) => {
    keys.push(request.headers["idempotency-key"]);
    if (keys.length < 3)
      reply.writeHead(503, { ...problemType, "Retry-After": "0" }).end(problem("unavailable", 503));
    else reply.writeHead(200, json).end("{}");
  };
  const patient = {
    retries: 3,
    onRetry: ({ delayMs }: { delayMs: number }) => delays.push(delayMs),
  };
  await against(busy, async (sangam) => void (await sangam.tenant.reopen()), patient);
  assert.deepEqual([keys.length, new Set(keys).size, delays.length], [3, 1, 2]);
  assert.match(String(keys[0]), /^[0-9a-f]{32}$/);

  let tries = 0;
  const gone: RequestListener = (request) => {
    tries += 1;
    request.socket.destroy();
  };
  // Nobody remembers the keys of sign-ins.
  const signIn = { email: "ann@example.com", password: "secret" };
  const once = (sangam: Sangam) => assert.rejects(sangam.session.signIn(signIn), ConnectionFailed);
  await against(gone, once, { retries: 3 });
  assert.equal(tries, 1);
  await against(gone, (sangam) => assert.rejects(sangam.tenant.get(), ConnectionFailed), {
    retries: 1,
  });
  assert.equal(tries, 3);
});

test("a pause that is too long is the caller's to decide", async () => {
  let tries = 0;
  const later: RequestListener = (_, reply) => {
    tries += 1;
    reply.writeHead(429, { ...problemType, "Retry-After": "3600" });
    reply.end(problem("too_many_requests", 429));
  };
  const wait = async (sangam: Sangam) =>
    assert.rejects(sangam.tenant.get(), (error: unknown) => {
      assert.ok(error instanceof Problem);
      assert.equal(error.retryAfterSeconds, 3600);
      return true;
    });
  await against(later, wait, { retries: 3 });
  assert.equal(tries, 1);
});

test("many callers do not make a server's trouble many times worse", async () => {
  let tries = 0;
  const down: RequestListener = (_, reply) => {
    tries += 1;
    reply.writeHead(503, { ...problemType, "Retry-After": "0" }).end(problem("unavailable", 503));
  };
  const storm = async (sangam: Sangam) => {
    const calls = Array.from({ length: 40 }, () => sangam.tenant.get().catch(() => undefined));
    await Promise.all(calls);
  };
  await against(down, storm, { retries: 3 });
  assert.ok(tries <= 60, `${tries} tries of 40 calls`);
});

test("a list that never ends is noticed", async () => {
  const page = JSON.stringify({ items: [{ id: "acct_1" }], next: "again" });
  await against(
    (_, reply) => reply.writeHead(200, json).end(page),
    async (sangam) => {
      const all = async () => {
        for await (const account of sangam.ledger.accounts.list()) assert.ok(account);
      };
      await unexpected(all(), "endless_list");
    },
  );
});

test("streams: an endless event, no JSON, silence, a refusal, and no way to resume", async () => {
  const events = { "Content-Type": "text/event-stream" };
  const follow = async (sangam: Sangam, idleMs = 5000) => {
    for await (const event of sangam.events.tail({}, { idleMs })) assert.ok(event);
  };
  const endless: RequestListener = (_, reply) => {
    reply.writeHead(200, events).write("data: ");
    const more = () => {
      while (!reply.destroyed && reply.write("x".repeat(65_536)));
    };
    reply.on("drain", more);
    more();
  };
  await against(endless, (sangam) => unexpected(follow(sangam), "event_too_large"));
  await against(
    (_, reply) => reply.writeHead(200, events).end("data: {\n\n"),
    (sangam) => unexpected(follow(sangam), "malformed"),
  );
  await against(
    (_, reply) => reply.writeHead(200, json).end("{}"),
    (sangam) => unexpected(follow(sangam), "media_type"),
  );
  const refusal = `id: 1\ndata: {}\n\nevent: problem\ndata: ${problem("forbidden", 403)}\n\n`;
  await against(
    (_, reply) => reply.writeHead(200, events).end(refusal),
    (sangam) => assert.rejects(follow(sangam), { name: "Problem", code: "forbidden", status: 403 }),
  );
  await against(
    (_, reply) => reply.writeHead(200, events).end("data: {}\n\n"),
    (sangam) => assert.rejects(follow(sangam), ConnectionFailed),
  );
});

test("a stream is come back to as long as it lives, and not for ever", async () => {
  const events = { "Content-Type": "text/event-stream" };
  const follow = async (sangam: Sangam, idleMs = 5000) => {
    for await (const event of sangam.events.tail({}, { idleMs, reconnects: 2 })) assert.ok(event);
  };
  const asked: (string | undefined)[] = [];
  const quiet: RequestListener = (request, reply) => {
    asked.push(request.headers["last-event-id"] as string | undefined);
    if (asked.length === 1) reply.writeHead(200, events).write("id: 7\ndata: {}\n\n");
    else reply.writeHead(401, problemType).end(problem("unauthenticated", 401));
  };
  await against(quiet, (sangam) => assert.rejects(follow(sangam, 100), Problem));
  assert.deepEqual(asked, [undefined, "7"]);
  let connections = 0;
  const cutting: RequestListener = (_, reply) => {
    connections += 1;
    if (connections === 5) reply.writeHead(401, problemType).end(problem("unauthenticated", 401));
    else reply.writeHead(200, events).write(": \n\n", () => setTimeout(() => reply.destroy(), 5));
  };
  await against(cutting, (sangam) => assert.rejects(follow(sangam), Problem));
  assert.equal(connections, 5);
  let ends = 0;
  const empty: RequestListener = (_, reply) => {
    ends += 1;
    reply.writeHead(200, events).end();
  };
  await against(empty, (sangam) => assert.rejects(follow(sangam), ConnectionFailed));
  assert.equal(ends, 3);
});
