import { Lexer, Marked, Parser, type Token, type Tokens } from "marked";

/** A page of the documentation: a Markdown file of docs/, made into HTML. */
export interface Page {
  /** Its file below docs/, without ".md": "guides/ledger". Served at /docs/ and this. */
  name: string;
  /** As HTML, like all texts here. */
  title: string;
  /** The first paragraph, without its links. */
  summary: string;
  /** The headings of the second level. */
  sections: { id: string; text: string }[];
  html: string;
  /** What `#…` may name on this page. */
  anchors: Set<string>;
  /** Links to other pages: the page, and the anchor on it or "". */
  links: { page: string; anchor: string }[];
  /** Pictures it shows: files below docs/. */
  pictures: string[];
}

/** Where addresses within docs/ begin. */
const folder = "/pages/";
const root = `docs:${folder}`;
const codeName = /^[a-z][a-z0-9_]*$/;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A heading's anchor, as GitHub makes them, so that a link works in both places. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Where a link of the page `from` leads: a page and an anchor, or null when out of docs/. */
export function resolveLink(from: string, href: string): { page: string; anchor: string } | null {
  const target = new URL(href, `${root}${from}.md`);
  const inside = target.href.startsWith(root) && target.pathname.endsWith(".md");
  if (!inside) return null;
  const page = target.pathname.slice(folder.length, -".md".length);
  return { page, anchor: decodeURIComponent(target.hash.slice(1)) };
}

function plainText(tokens: Token[]): string {
  const text = (token: Token): string =>
    "tokens" in token && token.tokens ? plainText(token.tokens) : "text" in token ? token.text : "";
  return tokens.map(text).join("");
}

/** Renders one page, collecting what can be linked to and what it links to. */
class Renderer {
  readonly anchors = new Set<string>();
  readonly links: Page["links"] = [];
  readonly pictures: string[] = [];
  private readonly name: string;
  private readonly marked: Marked;

  constructor(name: string) {
    this.name = name;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- marked calls with its own `this`
    const page = this;
    this.marked = new Marked({
      renderer: {
        heading({ tokens, depth }: Tokens.Heading) {
          const id = page.freeAnchor(anchorOf(plainText(tokens)));
          return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
        },
        image({ href, text }: Tokens.Image) {
          return page.picture(href, text);
        },
        link({ href, tokens }: Tokens.Link) {
          return page.link(href, this.parser.parseInline(tokens));
        },
        table(token: Tokens.Table) {
          const row = (cells: Tokens.TableCell[]) =>
            `<tr>${cells.map((cell, place) => page.cell(cell, place, this.parser)).join("")}</tr>\n`;
          const body = token.rows.map(row).join("");
          // Tall tables scroll with the page, wide ones by themselves.
          return `<div class="table"><table><thead>${row(token.header)}</thead><tbody>${body}</tbody></table></div>\n`;
        },
      },
    });
  }

  html(tokens: Token[]): string {
    return new Parser(this.marked.defaults).parse(tokens);
  }

  private freeAnchor(wanted: string): string {
    let id = wanted;
    for (let count = 1; this.anchors.has(id); ++count) id = `${wanted}-${count}`;
    this.anchors.add(id);
    return id;
  }

  private link(href: string, text: string): string {
    if (/^[a-z]+:/.test(href)) return `<a href="${escapeHtml(href)}">${text}</a>`;
    const target = resolveLink(this.name, href);
    // Other files of the repository are not served.
    if (!target) return text;
    this.links.push(target);
    const anchor = target.anchor && `#${target.anchor}`;
    return `<a href="/docs/${target.page}${anchor}">${text}</a>`;
  }

  private picture(href: string, text: string): string {
    const { href: target } = new URL(href, `${root}${this.name}.md`);
    if (!target.startsWith(root)) throw new Error(`docs/${this.name}.md: ${href} is not in docs/`);
    const file = target.slice(root.length);
    this.pictures.push(file);
    return `<img src="/docs/${file}" alt="${escapeHtml(text)}" loading="lazy" />`;
  }

  /** What a table defines, the code names of its first column, can be linked to. */
  private cell(cell: Tokens.TableCell, place: number, parser: Parser): string {
    const tag = cell.header ? "th" : "td";
    let html = parser.parseInline(cell.tokens);
    for (const token of cell.header || place > 0 ? [] : cell.tokens) {
      if (token.type !== "codespan" || !codeName.test(token.text) || this.anchors.has(token.text))
        continue;
      this.anchors.add(token.text);
      html = html.replace(`<code>${token.text}<`, `<code id="${token.text}">${token.text}<`);
    }
    return `<${tag}>${html}</${tag}>`;
  }
}

/** Makes the page `name` of its Markdown, which must begin with a heading of the first level. */
export function renderPage(name: string, markdown: string): Page {
  const tokens = new Lexer().lex(markdown);
  const [first] = tokens;
  if (first?.type !== "heading" || first.depth !== 1)
    throw new Error(`docs/${name}.md does not begin with "# title"`);
  const renderer = new Renderer(name);
  const html = renderer.html(tokens);
  const sections = tokens
    .filter((token): token is Tokens.Heading => token.type === "heading" && token.depth === 2)
    .map(({ tokens }) => plainText(tokens))
    .map((text) => ({ id: anchorOf(text), text: escapeHtml(text) }));
  const opening = tokens.find((token): token is Tokens.Paragraph => token.type === "paragraph");
  const summary = escapeHtml(opening ? plainText(opening.tokens) : "");
  const title = escapeHtml(plainText((first as Tokens.Heading).tokens));
  const { anchors, links, pictures } = renderer;
  return { name, title, summary, sections, html, anchors, links, pictures };
}

/** Every link that leads nowhere, in words; empty when the documentation is whole. */
export function brokenLinks(pages: Page[]): string[] {
  const known = new Map(pages.map((page) => [page.name, page]));
  return pages.flatMap((page) =>
    page.links
      .filter(({ page: name, anchor }) => {
        const target = known.get(name);
        return !target || (anchor !== "" && !target.anchors.has(anchor));
      })
      .map((link) => `docs/${page.name}.md: nothing at ${link.page}.md#${link.anchor}`),
  );
}
