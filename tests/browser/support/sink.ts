import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An endpoint on this machine: remembers what it is told and answers what the test says. */
export interface Sink {
  url: string;
  heard: Heard[];
  answer: { status: number; body: string };
  close: () => Promise<void>;
}

export async function openSink(): Promise<Sink> {
  const heard: Heard[] = [];
  const answer = { status: 200, body: "thank you" };
  const server = createServer((request, reply) => {
    void text(request).then((body) => {
      heard.push({ headers: request.headers, body });
      reply.writeHead(answer.status, { "Content-Type": "text/plain" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/hook`, heard, answer, close };
}

/** The signature that Standard Webhooks 1.0 has for a message. */
export function signature(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

/** Whether a message is signed with the secret; it may carry a signature for each of two. */
export function isSignedWith(secret: string, { headers, body }: Heard): boolean {
  const seconds = Number(headers["webhook-timestamp"]);
  const right = signature(secret, String(headers["webhook-id"]), seconds, body);
  return String(headers["webhook-signature"]).split(" ").includes(right);
}
