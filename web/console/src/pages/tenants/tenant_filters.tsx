import { tenantStatuses } from "@/api/session";
import type { TenantsSearch } from "@/app/search_params";
import { FilterSelect } from "@/components/list/filter_select";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";

interface Props {
  search: TenantsSearch;
  onSearch: (search: TenantsSearch) => void;
}

/** What the list of tenants is narrowed by. */
export function TenantFilters({ search, onSearch }: Props) {
  const t = useT();
  return (
    <>
      <SearchInput
        label={t("tenants.search")}
        placeholder={t("tenants.search_placeholder")}
        value={search.q ?? ""}
        onChange={(q) => onSearch({ q: q.trim() || undefined })}
      />
      <FilterSelect
        label={t("organisation.status")}
        any={t("tenants.any_status")}
        options={tenantStatuses.map((status) => ({
          value: status,
          label: t("organisation.state", { status }),
        }))}
        value={search.status}
        onChange={(status) => onSearch({ status })}
      />
    </>
  );
}
