import { createSocket } from "node:dgram";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fileIn = (folder: string) => join(folder, "names.json");

function known(folder: string): Record<string, string> {
  const file = fileIn(folder);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)
    : {};
}

/** From now on the name has this TXT record, for the server of the tests. */
export function tellName(folder: string, name: string, text: string): void {
  writeFileSync(fileIn(folder), JSON.stringify({ ...known(folder), [name]: text }));
}

/** The name that a query asks for, and where its question ends. */
function question(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]; length !== undefined && length > 0; length = query[at]) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 5 };
}

/** The answer (RFC 1035) to a query for a TXT record. */
function answer(query: Buffer, folder: string): Buffer {
  const { name, end } = question(query);
  const text = known(folder)[name];
  const head = Buffer.from(query.subarray(0, end));
  head.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(text === undefined ? 0 : 1, 6);
  if (text === undefined) return head;
  const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "ascii")]);
  const record = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, record, data]);
}

/** A name server on this machine that knows what tests told it by way of a file in the folder. */
export async function serveNames(folder: string): Promise<{ address: string; close: () => void }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) =>
    socket.send(answer(query, folder), from.port, from.address),
  );
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address();
  return { address: `127.0.0.1:${port}`, close: () => socket.close() };
}
