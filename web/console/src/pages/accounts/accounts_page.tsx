import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { accountChoices, accountsPages, type AccountFilters } from "@/api/accounts";
import { ledgersQuery } from "@/api/ledgers";
import { useMay } from "@/app/permissions";
import type { AccountsSearch, sortable } from "@/app/search_params";
import { EmptyState } from "@/components/empty_state";
import { FilterSelect } from "@/components/list/filter_select";
import { LedgerSelect } from "@/components/ledger_select";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { accountColumns } from "./account_columns";

const route = getRouteApi("/console/accounts");

function filtersOf(search: AccountsSearch): AccountFilters {
  return {
    ledger: search.ledger,
    name: search.q,
    closed: search.status === undefined ? undefined : search.status === "closed",
    sort: search.sort,
  };
}

export function AccountsPage() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filters = filtersOf(search);
  const pages = accountsPages(filters);
  const query = useInfiniteQuery(pages);
  const byReference = useQuery({
    ...accountChoices({ ...filters, name: undefined, sort: undefined, reference: search.q }),
    enabled: search.q !== undefined,
  });
  const ledgers = useQuery(ledgersQuery).data;
  const change = (to: AccountsSearch) =>
    void navigate({ search: { ...search, ...to }, replace: true });
  const open = may("ledger.accounts:write") && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => (
        <Link to="/accounts/new" search={{ ledger: search.ledger }} {...props} />
      )}
    >
      {t("accounts.open")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.accounts")} actions={open} />
      <PagedTable
        label={t("nav.accounts")}
        query={query}
        first={byReference.data ?? []}
        columns={accountColumns(t, ledgers ?? [])}
        rowKey={(account) => account.id}
        sort={search.sort}
        onSort={(sort) => change({ sort: sort as (typeof sortable)[number] })}
        name="accounts"
        source={pages}
        search={{ ...search }}
        scope={["ledger"]}
        onSearch={(to) => void navigate({ search: to })}
        filters={
          <>
            <SearchInput
              label={t("accounts.search")}
              placeholder={t("accounts.search_placeholder")}
              value={search.q ?? ""}
              onChange={(q) => change({ q: q.trim() || undefined })}
            />
            <LedgerSelect
              value={search.ledger ?? null}
              placeholder={t("accounts.all_ledgers")}
              clearable
              onChange={(ledger) => change({ ledger: ledger ?? undefined })}
            />
            <FilterSelect
              label={t("accounts.status")}
              any={t("accounts.all")}
              options={[
                { value: "open", label: t("accounts.opened") },
                { value: "closed", label: t("accounts.closed") },
              ]}
              value={search.status}
              onChange={(status) => change({ status })}
            />
          </>
        }
        empty={
          <EmptyState
            title={t("accounts.empty_title")}
            detail={t("accounts.empty_detail")}
            action={open}
          />
        }
      />
    </>
  );
}
