// follow.mjs ws|sse URL KEY COUNT: follows the events of a tenant by npm graphql-ws or graphql-sse,
// writes "ready", and then the first COUNT results, one a line.

import { createClient as createEvents } from "graphql-sse";
import { createClient as createSocket } from "graphql-ws";
import WebSocket from "ws";

const [kind, url, key, count] = process.argv.slice(2);
const query =
  'subscription { eventsTail(type: ["ledger.transfers.posted"]) { type stream payload } }';
const authorization = `Bearer ${key}`;
const client =
  kind === "ws"
    ? createSocket({
        url: url.replace(/^http/, "ws"),
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      })
    : createEvents({ url, headers: { authorization }, retryAttempts: 0 });

let left = Number(count);
process.stdout.write("ready\n");
for await (const result of client.iterate({ query })) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  left -= 1;
  if (left === 0) break;
}
await client.dispose();
process.exit(0);
