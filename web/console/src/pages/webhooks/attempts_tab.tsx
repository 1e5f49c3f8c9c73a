import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/api/page";
import { endpointsPages } from "@/api/webhooks";
import type { WebhooksSearch } from "@/app/search_params";
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
      filters={{ endpoint_id: search.endpoint, outcome: search.outcome }}
      urls={new Map(endpoints.map((endpoint) => [endpoint.id, endpoint.url]))}
      onOutcome={(outcome) => onSearch({ ...search, outcome })}
    >
      <Select
        aria-label={t("hooks.endpoint")}
        placeholder={t("hooks.all_endpoints")}
        clearable
        clearButtonProps={{ "aria-label": t("common.clear") }}
        searchable
        data={endpoints.map(({ id, url }) => ({ value: id, label: url }))}
        value={search.endpoint ?? null}
        onChange={(value) => onSearch({ ...search, endpoint: value ?? undefined })}
      />
    </AttemptsTable>
  );
}
