import {
  QueryClient,
  QueryClientProvider,
  type UseInfiniteQueryResult,
} from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import type { Page } from "@/api/page";
import { sessionQuery, type Session } from "@/api/session";
import { PagedTable } from "./paged_table";
import { renderPage } from "./test_page";

interface Fruit {
  id: string;
  colour: string;
}

const fruit: Fruit[] = [
  { id: "apple", colour: "red" },
  { id: "plum", colour: "blue" },
];

const answered = (items: Fruit[]) =>
  ({
    data: { pages: [{ items }], pageParams: [] },
    isPending: false,
    isError: false,
    hasNextPage: false,
  }) as unknown as UseInfiniteQueryResult<InfiniteData<Page<Fruit>>>;

function show(props: Partial<Parameters<typeof PagedTable<Fruit>>[0]>) {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, { user: { id: "usr_1" } } as Session);
  renderPage(
    <QueryClientProvider client={client}>
      <PagedTable<Fruit>
        label="Fruit"
        query={answered(fruit)}
        rowKey={(one) => one.id}
        empty="No fruit yet"
        columns={[
          { id: "id", header: "Name", title: true, cell: (one) => one.id },
          { id: "colour", header: "Colour", cell: (one) => one.colour },
        ]}
        {...props}
      />
    </QueryClientProvider>,
  );
}

beforeEach(() => localStorage.clear());

it("says what would fill an empty list, and what would show a narrowed one", async () => {
  show({ query: answered([]) });
  expect(screen.getByText("No fruit yet")).toBeTruthy();
  const onSearch = vi.fn();
  show({ query: answered([]), search: { q: "x", tab: "ripe" }, kept: ["tab"], onSearch });
  await userEvent.click(screen.getByRole("button", { name: "Clear the filters" }));
  expect(onSearch).toHaveBeenCalledWith({ tab: "ripe" });
});

it("says nothing of a list by what other filters gave", () => {
  const placeholder = { isPlaceholderData: true, hasNextPage: true };
  show({ query: { ...answered([]), ...placeholder } as ReturnType<typeof answered> });
  expect(screen.queryByText("No fruit yet")).toBeNull();
  show({ query: { ...answered(fruit), ...placeholder } as ReturnType<typeof answered> });
  expect(screen.getByRole("cell", { name: "apple" })).toBeTruthy();
  expect(screen.queryByRole("status")).toBeNull();
  expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
});

it("hides a column for good", async () => {
  show({ name: "fruit" });
  await userEvent.click(await screen.findByRole("button", { name: "Columns" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: "Colour" }));
  expect(screen.queryByRole("columnheader", { name: "Colour" })).toBeNull();
  expect(localStorage.getItem("sangam-list:usr_1:fruit")).toContain("colour");
});

it("does something to the chosen rows alone, and takes it back", async () => {
  const run = vi.fn(() => Promise.resolve());
  show({
    bulk: [
      {
        id: "peel",
        label: "Peel",
        can: (one) => one.id === "apple",
        run,
        undo: () => Promise.resolve(),
      },
    ],
  });
  await userEvent.click(screen.getByRole("checkbox", { name: "Choose all" }));
  await userEvent.click(await screen.findByRole("button", { name: "Peel" }));
  await waitFor(() => expect(run).toHaveBeenCalledTimes(1));
  expect(run).toHaveBeenCalledWith(fruit[0], expect.any(String));
});

it("asks first for what cannot be taken back", async () => {
  const run = vi.fn(() => Promise.resolve());
  show({ bulk: [{ id: "eat", label: "Eat", can: () => true, run }] });
  await userEvent.click(screen.getByRole("checkbox", { name: "Choose all" }));
  await userEvent.click(await screen.findByRole("button", { name: "Eat" }));
  expect(run).not.toHaveBeenCalled();
  await userEvent.type(await screen.findByRole("textbox"), "2");
  const [, confirm] = screen.getAllByRole("button", { name: "Eat" });
  await userEvent.click(confirm!);
  await waitFor(() => expect(run).toHaveBeenCalledTimes(2));
});
