import { useDebouncedValue } from "@mantine/hooks";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Ledger } from "@/api/ledgers";
import { openapiQuery } from "@/api/openapi";
import { operationsOf } from "@/api/operations";
import type { Session } from "@/api/session";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import type { Entry } from "./entry";
import { actionEntries, operationEntries, pageEntries } from "./fixed_entries";
import { recentEntries } from "./recents";
import {
  accountEntries,
  accountsFound,
  ledgersFound,
  resolvedQuery,
  shortListQueries,
} from "./resource_entries";

function ledgerEntry(ledger: Ledger): Entry {
  return {
    id: ledger.id,
    kind: "resource",
    label: ledger.name,
    detail: ledger.asset,
    leads: { link: { to: "/accounts", search: { ledger: ledger.id } } },
  };
}

/** Everything the palette can lead to. `searching`: the server has not answered yet. */
export function useEntries(session: Session, typed: string) {
  const t = useT();
  const may = useMay();
  const [search] = useDebouncedValue(typed.trim(), 180);
  const api = useQuery(openapiQuery).data;
  const resolved = useQuery(resolvedQuery(search));
  const [byName, byReference] = useQueries({ queries: accountsFound(search, may) });
  const lists = useQueries({ queries: shortListQueries(search, may) });
  const ledgers = useQuery(ledgersFound(may)).data;
  const fixed = useMemo(
    () => [
      ...pageEntries(t, may),
      ...actionEntries(t, may),
      ...operationEntries(operationsOf(api), session, may),
    ],
    [t, may, api, session],
  );
  const entries: Entry[] = [
    ...recentEntries(session.user.id, fixed),
    ...fixed,
    ...(resolved.data ?? []),
    ...(search.length < 2 ? [] : accountEntries(byName?.data, byReference?.data)),
    ...(search === "" ? [] : (ledgers ?? []).map(ledgerEntry)),
    ...lists.flatMap((list) => list.data ?? []),
  ];
  const searching =
    typed.trim() !== search ||
    [resolved, byName, byReference, ...lists].some((query) => query?.isFetching);
  return { entries, searching };
}
