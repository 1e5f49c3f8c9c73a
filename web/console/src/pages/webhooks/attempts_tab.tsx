import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/page";
import { endpointsPages } from "@/api/webhooks";
import type { WebhooksSearch } from "@/app/operations_search";
import { FilterSelect } from "@/components/list/filter_select";
import { useT } from "@/messages/use_t";
import { AttemptsTable } from "./attempts_table";

interface Props {
  search: WebhooksSearch;
  onSearch: (search: WebhooksSearch) => void;
}

/** The attempts at all endpoints, or at one. */
export function AttemptsTab({ search, onSearch }: Props) {
  const t = useT();
  const endpoints = rowsOf(useInfiniteQuery(endpointsPages()).data);
  return (
    <AttemptsTable
      showEndpoint
      filters={{ endpoint_id: search.endpoint, outcome: search.outcome, sort: search.sort }}
      urls={new Map(endpoints.map((endpoint) => [endpoint.id, endpoint.url]))}
      search={{ ...search }}
      onSearch={onSearch}
    >
      <FilterSelect
        label={t("hooks.endpoint")}
        any={t("hooks.all_endpoints")}
        options={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
        value={search.endpoint}
        onChange={(endpoint) => onSearch({ ...search, endpoint })}
      />
    </AttemptsTable>
  );
}
