import { expect, test } from "vitest";
import { anchorOf, brokenLinks, renderPage, resolveLink } from "./render.ts";

const problems = `# Problems

What **codes** mean & more.

## Ledger statuses
### not_found
404.

| status | number |
|---|---|
| \`exceeds_credits\`° | 54 |
| \`too_long\`, \`not_found\` | 55 |
`;

test("headings have the anchors that GitHub gives them", () => {
  expect(anchorOf("Are the books whole?")).toBe("are-the-books-whole");
  expect(anchorOf("deadline_exceeded")).toBe("deadline_exceeded");
  expect(anchorOf("0001: Ledger semantics")).toBe("0001-ledger-semantics");
});

test("what a table defines can be linked to, once", () => {
  const page = renderPage("problems", problems);
  expect(page.html).toContain('<code id="exceeds_credits">exceeds_credits</code>°');
  expect(page.html).toContain('<code id="too_long">too_long</code>, <code>not_found</code>');
  expect(page.html).toContain('<h3 id="not_found">not_found</h3>');
  expect([...page.anchors].sort()).toEqual(
    ["exceeds_credits", "ledger-statuses", "not_found", "problems", "too_long"].sort(),
  );
  expect(page.title).toBe("Problems");
  expect(page.summary).toBe("What codes mean &amp; more.");
  expect(page.sections).toEqual([{ id: "ledger-statuses", text: "Ledger statuses" }]);
});

test("links between files become links between pages", () => {
  expect(resolveLink("guides/ledger", "../problems.md#exists")).toEqual({
    page: "problems",
    anchor: "exists",
  });
  expect(resolveLink("problems", "#fields")).toEqual({ page: "problems", anchor: "fields" });
  expect(resolveLink("guides/ledger", "../../README.md")).toBeNull();
  const page = renderPage("guides/ledger", "# Guide\n\n[codes](../problems.md#exceeds_credits)");
  expect(page.html).toContain('<a href="/docs/problems#exceeds_credits">codes</a>');
});

test("a link to nothing is found", () => {
  const guide = renderPage("guide", "# Guide\n\n[a](problems.md#gone) [b](lost.md) [c](#guide)");
  expect(brokenLinks([guide, renderPage("problems", problems)])).toEqual([
    "docs/guide.md: nothing at problems.md#gone",
    "docs/guide.md: nothing at lost.md#",
  ]);
});

test("a page begins with its title", () => {
  expect(() => renderPage("untitled", "Text")).toThrow("docs/untitled.md");
});

test("pictures are served from beside the page, and from nowhere else", () => {
  const page = renderPage("tour/a", '# A\n\n![What is "seen"](console/a.png)\n');
  expect(page.pictures).toEqual(["tour/console/a.png"]);
  expect(page.html).toContain(
    '<img src="/docs/tour/console/a.png" alt="What is &quot;seen&quot;" loading="lazy" />',
  );
  expect(() => renderPage("a", "# A\n\n![Elsewhere](../../a.png)\n")).toThrow("not in docs/");
});
