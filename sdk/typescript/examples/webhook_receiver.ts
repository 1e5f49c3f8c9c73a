// Makes an endpoint for itself, has a test event sent, and verifies it. The server must be on this
// machine and started with --webhooks-anywhere: without it, endpoints are https addresses.
//
//     SANGAM_URL=… SANGAM_API_KEY=… node examples/webhook_receiver.ts
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { Sangam, verifyWebhook, WebhookRejected } from "@sangam/sdk";

const { SANGAM_URL: url = "", SANGAM_API_KEY: apiKey = "" } = process.env;
const sangam = new Sangam({ url, apiKey });

let secret = "";
const receiver = createServer(async (request, reply) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  try {
    const body = Buffer.concat(pieces);
    const message = await verifyWebhook({ secret, headers: request.headers, body });
    console.log("verified:", message.type);
    reply.writeHead(200).end();
  } catch (error) {
    if (!(error instanceof WebhookRejected)) throw error;
    reply.writeHead(401).end();
  }
  receiver.close();
  receiver.closeIdleConnections();
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const { port } = receiver.address() as AddressInfo;
const made = await sangam.webhooks.endpoints.create({ url: `http://127.0.0.1:${port}/hook` });
secret = made.secret; // shown once: keep it
await sangam.webhooks.endpoints.test(made.endpoint.id);
