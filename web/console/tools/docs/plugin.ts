import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { indexDocument, pageDocument, themeVariables } from "./layout.ts";
import { brokenLinks, renderPage } from "./render.ts";

const source = fileURLToPath(new URL("../../../../docs/", import.meta.url));
const changelog = fileURLToPath(new URL("../../../../CHANGELOG.md", import.meta.url));
const style = fileURLToPath(new URL("docs.css", import.meta.url));

function readPages(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => renderPage(file.slice(0, -".md".length), readFileSync(folder + file, "utf8")));
}

/** Puts the repository's documentation and changelog into the build, as HTML below docs/. */
export function documentation(): Plugin {
  return {
    name: "sangam-documentation",
    apply: "build",
    generateBundle() {
      const pages = [
        ...readPages(source),
        renderPage("changelog", readFileSync(changelog, "utf8")),
      ];
      const broken = brokenLinks(pages);
      if (broken.length > 0) this.error(broken.join("\n"));
      const emit = (fileName: string, text: string) =>
        this.emitFile({ type: "asset", fileName, source: text });
      emit("docs/docs.css", themeVariables() + readFileSync(style, "utf8"));
      emit("docs/index.html", indexDocument(pages));
      for (const page of pages) emit(`docs/${page.name}.html`, pageDocument(page, pages));
      for (const file of new Set(pages.flatMap(({ pictures }) => pictures))) {
        this.emitFile({
          type: "asset",
          fileName: `docs/${file}`,
          source: readFileSync(source + file),
        });
      }
    },
  };
}
