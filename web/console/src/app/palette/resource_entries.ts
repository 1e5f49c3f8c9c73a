import { queryOptions } from "@tanstack/react-query";
import { accountChoices, type Account } from "@/api/accounts";
import { get } from "@/api/http";
import { ledgersQuery } from "@/api/ledgers";
import type { Page } from "@/api/page";
import type { Entry, EntryLink } from "./entry";

/** A prefix and 26 digits of Crockford's base 32. */
const wholeId = /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** How a resource is shown, by the kind that the server says it is. */
const pages: Record<string, (id: string) => EntryLink> = {
  account: (id) => ({ to: "/accounts/$accountId", params: { accountId: id } }),
  transfer: (id) => ({ to: "/transfers/$transferId", params: { transferId: id } }),
  ledger: (id) => ({ to: "/accounts", search: { ledger: id } }),
  import: (id) => ({ to: "/imports/$importId", params: { importId: id } }),
  job: (id) => ({ to: "/jobs/$jobId", params: { jobId: id } }),
  saga: (id) => ({ to: "/sagas/$sagaId", params: { sagaId: id } }),
  webhook_endpoint: (id) => ({ to: "/webhooks/$endpointId", params: { endpointId: id } }),
  team: (id) => ({ to: "/teams/$teamId", params: { teamId: id } }),
  user: () => ({ to: "/users" }),
  api_key: () => ({ to: "/api-keys" }),
};

interface Resolved {
  id: string;
  kind: string;
  value: Record<string, unknown>;
}

function entryOf({ id, kind, value }: Resolved): Entry[] {
  const page = pages[kind];
  const name = value["name"] ?? value["kind"] ?? value["url"] ?? value["reference"];
  return page === undefined
    ? []
    : [
        {
          id,
          kind: "resource",
          label: typeof name === "string" && name !== "" ? name : id,
          detail: `${kind.replaceAll("_", " ")} · ${id}`,
          found: true,
          leads: { link: page(id) },
        },
      ];
}

/** What an id names, of whatever kind. */
export const resolvedQuery = (search: string) =>
  queryOptions({
    queryKey: ["resources", search],
    enabled: wholeId.test(search),
    queryFn: async ({ signal }) =>
      (await get<{ items: Resolved[] }>("/resources", { id: search }, signal)).items.flatMap(
        entryOf,
      ),
    retry: false,
    staleTime: 60_000,
  });

function accountEntry(account: Account): Entry {
  return {
    id: account.id,
    kind: "resource",
    label: account.name,
    detail: [account.reference, account.asset].filter(Boolean).join(" · "),
    found: true,
    leads: { link: { to: "/accounts/$accountId", params: { accountId: account.id } } },
  };
}

/** Accounts whose name begins so, or that have exactly this reference: the server searches. */
export const accountsFound = (search: string, may: (permission: string) => boolean) => {
  const enabled = search.length >= 2 && may("ledger.accounts:read");
  return [
    { ...accountChoices({ name: search }), enabled },
    { ...accountChoices({ reference: search }), enabled },
  ];
};

export function accountEntries(...found: (Account[] | undefined)[]): Entry[] {
  const byId = new Map(found.flatMap((list) => list ?? []).map((one) => [one.id, one]));
  return [...byId.values()].map(accountEntry);
}

/** A short list that is read as a whole and searched here. */
interface ShortList {
  name: string;
  permission: string;
  path: string;
  entryOf: (row: Record<string, string>) => Omit<Entry, "kind" | "leads"> & { link: EntryLink };
}

const shortLists: ShortList[] = [
  {
    name: "users",
    permission: "users:read",
    path: "/users",
    entryOf: ({ id = "", name = "", email = "" }) => ({
      id,
      label: name,
      detail: email,
      words: email,
      link: { to: "/users" },
    }),
  },
  {
    name: "teams",
    permission: "teams:read",
    path: "/teams",
    entryOf: ({ id = "", name = "", description = "" }) => ({
      id,
      label: name,
      detail: description,
      words: description,
      link: { to: "/teams/$teamId", params: { teamId: id } },
    }),
  },
  {
    name: "webhooks",
    permission: "webhooks:read",
    path: "/webhooks/endpoints",
    entryOf: ({ id = "", url = "", description = "" }) => ({
      id,
      label: url,
      detail: description,
      words: description,
      link: { to: "/webhooks/$endpointId", params: { endpointId: id } },
    }),
  },
  {
    name: "schedules",
    permission: "jobs:read",
    path: "/job-schedules",
    entryOf: ({ id = "", name = "", kind = "" }) => ({
      id,
      label: name,
      detail: kind,
      words: kind,
      link: { to: "/schedules" },
    }),
  },
];

/** The rows of the short lists, asked for once while the palette is in use. */
export const shortListQueries = (search: string, may: (permission: string) => boolean) =>
  shortLists.map((list) =>
    queryOptions({
      queryKey: [list.name, "palette"],
      enabled: search.length >= 2 && may(list.permission),
      queryFn: async ({ signal }): Promise<Entry[]> => {
        const page = await get<Page<Record<string, string>>>(list.path, { limit: 200 }, signal);
        return page.items.map((row) => {
          const { link, ...entry } = list.entryOf(row);
          return { ...entry, kind: "resource", leads: { link } };
        });
      },
      staleTime: 5 * 60_000,
    }),
  );

export const ledgersFound = (may: (permission: string) => boolean) => ({
  ...ledgersQuery,
  enabled: may("ledger.accounts:read"),
});
