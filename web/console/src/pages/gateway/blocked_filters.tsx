import { blockedOutcomes, gatewaySteps } from "@/api/gateway_steps";
import type { BlockedSearch } from "@/app/operations_search";
import { FilterSelect } from "@/components/list/filter_select";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";

interface Props {
  search: BlockedSearch;
  onSearch: (search: BlockedSearch) => void;
}

/** What the list of blocked requests is narrowed by. */
export function BlockedFilters({ search, onSearch }: Props) {
  const t = useT();
  return (
    <>
      <SearchInput
        label={t("gateway.search_blocked")}
        placeholder={t("gateway.search_blocked_placeholder")}
        value={search.q ?? ""}
        onChange={(q) => onSearch({ q: q.trim() || undefined })}
      />
      <FilterSelect
        label={t("gateway.step")}
        any={t("gateway.any_step")}
        options={gatewaySteps.map((value) => ({
          value,
          label: t("gateway.step_name", { step: value }),
        }))}
        value={search.step}
        onChange={(step) => onSearch({ step })}
      />
      <FilterSelect
        label={t("gateway.outcome")}
        any={t("gateway.any_outcome")}
        options={blockedOutcomes.map((value) => ({ value, label: t(`gateway.outcome_${value}`) }))}
        value={search.outcome}
        onChange={(outcome) => onSearch({ outcome })}
      />
    </>
  );
}
