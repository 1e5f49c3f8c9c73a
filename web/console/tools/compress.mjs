// Writes a .br and a .gz beside each text file of the build, so that the server sends them as they
// are and spends nothing on compressing.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Below this a packet is a packet. */
const smallest = 1024;
const dist = new URL("../dist/", import.meta.url);

for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(js|css|html|svg)$/.test(name)) continue;
  const file = new URL(name, dist);
  const bytes = readFileSync(file);
  if (bytes.length < smallest) continue;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${file.pathname}.br`, brotliCompressSync(bytes, quality));
  writeFileSync(`${file.pathname}.gz`, gzipSync(bytes, { level: 9 }));
}
