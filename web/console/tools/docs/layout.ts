import { fonts, schemes } from "../../src/app/theme/tokens.ts";
import type { Page } from "./render.ts";

/** What the folders of docs/ hold, in the order in which they are shown. */
const groups: { folder: string; heading: string }[] = [
  { folder: "tour", heading: "Tour" },
  { folder: "guides", heading: "Guides" },
  { folder: "", heading: "Reference" },
  { folder: "decisions", heading: "Decisions" },
];

function folderOf(name: string): string {
  return name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : "";
}

/** The pages by group; a folder nobody gave a heading to is an error, so that no page is lost. */
function grouped(pages: Page[]): { heading: string; pages: Page[] }[] {
  const lost = pages.find((page) => groups.every(({ folder }) => folder !== folderOf(page.name)));
  if (lost) throw new Error(`docs/${lost.name}.md is in a folder without a heading of its own`);
  return groups
    .map(({ folder, heading }) => ({
      heading,
      pages: pages.filter((page) => folderOf(page.name) === folder),
    }))
    .filter((group) => group.pages.length > 0);
}

function navigation(pages: Page[], current: string): string {
  const entry = (page: Page) => {
    const here = page.name === current;
    const sections = page.sections.map(({ id, text }) => `<li><a href="#${id}">${text}</a></li>`);
    const below = here && sections.length > 1 ? `<ul>${sections.join("")}</ul>` : "";
    const mark = here ? ' aria-current="page"' : "";
    return `<li><a href="/docs/${page.name}"${mark}>${page.title}</a>${below}</li>`;
  };
  const lists = grouped(pages).map(
    (group) => `<h2>${group.heading}</h2><ul>${group.pages.map(entry).join("")}</ul>`,
  );
  return `<nav aria-label="Documentation">${lists.join("")}</nav>`;
}

function document(title: string, main: string, menu: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<link rel="icon" type="image/svg+xml" href="/favicon.svg" />
<link rel="stylesheet" href="/docs/docs.css" />
<script src="/color-scheme.js"></script>
<title>${title}</title>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header><a class="brand" href="/docs/"><img src="/favicon.svg" alt="" width="24" height="24" />Sangam documentation</a><a href="/">Console</a></header>
<div class="columns">
<details class="menu"><summary>Contents</summary>${menu}</details>
<aside>${menu}</aside>
<main id="main">
${main}
</main>
</div>
</body>
</html>
`;
}

/** The whole HTML of one page. */
export function pageDocument(page: Page, all: Page[]): string {
  return document(`${page.title} · Sangam`, page.html, navigation(all, page.name));
}

/** The page at /docs/: every page with its first paragraph. */
export function indexDocument(all: Page[]): string {
  const item = (page: Page) =>
    `<dt><a href="/docs/${page.name}">${page.title}</a></dt><dd>${page.summary}</dd>`;
  const lists = grouped(all).map(
    (group) => `<h2>${group.heading}</h2>\n<dl>${group.pages.map(item).join("\n")}</dl>`,
  );
  const api = `<p>The operations of this server: the <a href="/developers">API page</a> of the console, and their
description as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>`;
  const main = `<h1>Documentation</h1>\n${api}\n${lists.join("\n")}`;
  return document("Sangam documentation", main, navigation(all, ""));
}

/** The console's colours and fonts as the variables that docs.css uses. */
export function themeVariables(): string {
  const variables = (scheme: Record<string, string>) =>
    Object.entries(scheme)
      .map(([name, colour]) => `--${name}: ${colour};`)
      .join(" ");
  return `:root { color-scheme: light; --font: ${fonts.text}; --mono: ${fonts.mono}; ${variables(schemes.light)} }
:root[data-mantine-color-scheme="dark"] { color-scheme: dark; ${variables(schemes.dark)} }
`;
}
