// Uploads what it is told to with npm tus-js-client, and tells what came of it as JSON.
import { readFileSync } from "node:fs";
import * as tus from "tus-js-client";

const asked = JSON.parse(readFileSync(0, "utf8"));
const content = Buffer.from(asked.content, "utf8");
const told = { progress: 0, requests: [] };

function upload(more) {
  return new Promise((resolve, reject) => {
    const it = new tus.Upload(content, {
      endpoint: `${asked.url}/api/v1/uploads`,
      headers: { Authorization: `Bearer ${asked.key}` },
      metadata: asked.metadata,
      retryDelays: [0, 100, 500],
      onProgress: () => (told.progress += 1),
      onAfterResponse: (request, response) => {
        told.requests.push(`${request.getMethod()} ${response.getStatus()}`);
      },
      onError: reject,
      onSuccess: () => resolve(it),
      ...asked.options,
      ...more?.(() => it),
    });
    it.start();
    if (more) setTimeout(resolve, asked.abortAfterMs ?? 60_000, it);
  });
}

// The first try is given up behind its second chunk; another goes on with what it was told.
async function inTwoGoes() {
  const first = await new Promise((resolve) => {
    let chunks = 0;
    void upload((it) => ({
      onChunkComplete: () => {
        chunks += 1;
        if (chunks === 2) void it().abort().then(() => resolve(it()));
      },
    }));
  });
  told.first = first.url;
  return upload(() => ({ uploadUrl: first.url }));
}

try {
  const done = asked.twoGoes ? await inTwoGoes() : await upload();
  console.log(JSON.stringify({ ...told, url: done.url }));
} catch (error) {
  console.log(JSON.stringify({ ...told, error: String(error.message), status: error.originalResponse?.getStatus() }));
}
process.exit(0);
