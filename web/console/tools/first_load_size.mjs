// Prints the compressed JavaScript of the first load (the entry and each page opened first, with
// everything they import at once) and fails when one is over the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budget = 250_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function filesOf(key, found) {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return;
  found.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, found);
}

let over = false;
for (const page of ["sign_in/sign_in_page", "overview/overview_page", "accounts/account_page"]) {
  const files = new Set();
  filesOf("index.html", files);
  filesOf(`src/pages/${page}.tsx`, files);
  let size = 0;
  for (const file of files) size += gzipSync(readFileSync(new URL(file, dist))).length;
  over ||= size > budget;
  console.log(
    `${page}: ${(size / 1000).toFixed(1)} kB of ${budget / 1000} kB in ${files.size} files`,
  );
}
process.exit(over ? 1 : 0);
