import type { Page } from "@playwright/test";
import { settings } from "./settings";

/** A value of Upload-Metadata. */
const inBase64 = (text: string) => Buffer.from(text).toString("base64");

/**
 * Begins to upload an import by tus 1.0, with the session of a signed-in page, and breaks off after
 * some bytes; the id of the upload.
 */
export async function beginUpload(page: Page, content: string, sent: number): Promise<string> {
  const api = `${settings.url}/api/v1/uploads`;
  const headers = { "Tus-Resumable": "1.0.0", Origin: new URL(settings.url).origin };
  const parameters = JSON.stringify({ name: "by_tus.ndjson" });
  const begun = await page.request.post(api, {
    headers: {
      ...headers,
      "Upload-Length": String(Buffer.byteLength(content)),
      "Upload-Metadata": `operation ${inBase64("ledger.imports.upload_transfers")},parameters ${inBase64(parameters)}`,
    },
  });
  const id = begun.headers()["location"]?.split("/").at(-1);
  if (begun.status() !== 201 || id === undefined)
    throw new Error(`cannot begin an upload: ${await begun.text()}`);
  const kept = await page.request.patch(`${api}/${id}`, {
    headers: {
      ...headers,
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": "0",
    },
    data: Buffer.from(content).subarray(0, sent),
  });
  if (kept.status() !== 204) throw new Error(`cannot upload: ${await kept.text()}`);
  return id;
}
