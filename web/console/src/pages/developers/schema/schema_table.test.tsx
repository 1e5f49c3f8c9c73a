import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Schema, SchemaRoot } from "@/api/openapi";
import { renderPage } from "@/components/test_page";
import { SchemaTable } from "./schema_table";

const root: SchemaRoot = {
  components: {
    schemas: {
      Part: { type: "object", properties: { size: { type: "integer", description: "In bytes" } } },
    },
  },
};
const names = ["a", "b", "c", "d", "e", "f", "g"];
const schema: Schema = {
  type: "object",
  properties: {
    ...Object.fromEntries(names.map((name) => [name, { type: "string" }])),
    part: { $ref: "#/components/schemas/Part" },
  },
};
const shown = () => screen.getAllByRole("listitem").map((item) => item.textContent);

it("opens a field that has fields, and closes it", async () => {
  renderPage(<SchemaTable api={root} schema={schema} label="Reply" />);
  expect(shown()).toHaveLength(8);
  const opener = screen.getByRole("button", { name: "Fields of part" });
  expect(opener.getAttribute("aria-expanded")).toBe("false");
  await userEvent.click(opener);
  expect(shown().at(-1)).toContain("In bytes");
  await userEvent.click(opener);
  expect(shown()).toHaveLength(8);
});

it("searches fields wherever they lie", async () => {
  renderPage(<SchemaTable api={root} schema={schema} label="Reply" />);
  await userEvent.type(screen.getByLabelText("Search the fields of Reply"), "bytes");
  expect(shown()).toHaveLength(2);
  await userEvent.type(screen.getByLabelText("Search the fields of Reply"), " none");
  expect(screen.getByRole("status").textContent).toBe("No field matches");
});

it("says the type of what has no fields", () => {
  renderPage(<SchemaTable api={root} schema={{ type: "string", format: "uuid" }} label="Reply" />);
  expect(screen.getByText("uuid")).toBeDefined();
});
