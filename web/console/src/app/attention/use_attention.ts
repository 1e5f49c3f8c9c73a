import { useQueries, useQuery } from "@tanstack/react-query";
import { get } from "@/api/http";
import type { Page } from "@/api/page";
import { definitionsQuery, type SagaDefinition } from "@/api/sagas";
import { useMay } from "@/app/permissions";
import type { AttentionItem, AttentionSource } from "./attention";
import { attentionSources } from "./sources";

const oftenMs = 30_000;
/** Where each look is recorded in the audit. */
const seldomMs = 5 * 60_000;

const noDefinitions: SagaDefinition[] = [];

interface Attention {
  items: AttentionItem[];
  loading: boolean;
  /** The problem of a list that could not be read. */
  error: unknown;
}

function queryOf(source: AttentionSource, enabled: boolean) {
  const interval = source.audited ? seldomMs : oftenMs;
  return {
    queryKey: [source.name, "attention", source.path, source.query],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<Page<Record<string, unknown>>>(source.path, source.query, signal),
    enabled,
    staleTime: interval,
    refetchInterval: interval,
    refetchOnWindowFocus: !source.audited,
  };
}

/**
 * What needs somebody, of all that the person may read; the newest first in each kind. Lists whose
 * reading is audited are asked when somebody `looks`, and told from memory otherwise: an audit full
 * of bells that rang on their own would hide what people did.
 */
export function useAttention(looks: boolean): Attention {
  const may = useMay();
  const definitions =
    useQuery({ ...definitionsQuery, enabled: may("sagas:decide") }).data ?? noDefinitions;
  return useQueries({
    queries: attentionSources.map((source) =>
      queryOf(source, may(source.permission) && (looks || !source.audited)),
    ),
    combine: (results) => ({
      items: results.flatMap(({ data, dataUpdatedAt }, index) =>
        data === undefined
          ? []
          : (attentionSources[index]?.itemsOf(data.items, { now: dataUpdatedAt, definitions }) ??
            []),
      ),
      loading: results.some((result) => result.isLoading),
      error: results.find((result) => result.isError)?.error ?? undefined,
    }),
  });
}
