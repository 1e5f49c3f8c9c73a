import type { UsersSearch } from "@/app/search_params";
import { FilterSelect } from "@/components/list/filter_select";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";

interface Props {
  search: UsersSearch;
  onSearch: (search: UsersSearch) => void;
}

/** What the list of users is narrowed by. */
export function UserFilters({ search, onSearch }: Props) {
  const t = useT();
  return (
    <>
      <SearchInput
        label={t("users.search")}
        placeholder={t("users.search_placeholder")}
        value={search.q ?? ""}
        onChange={(q) => onSearch({ q: q.trim() || undefined })}
      />
      <FilterSelect
        label={t("members.status")}
        any={t("members.any_status")}
        options={[
          { value: "active", label: t("members.active") },
          { value: "suspended", label: t("members.suspended") },
        ]}
        value={search.status}
        onChange={(status) => onSearch({ status })}
      />
    </>
  );
}
