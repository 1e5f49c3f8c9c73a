import { Button, Group, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { accountChoices, accountsPages, type AccountFilters } from "@/api/accounts";
import { ledgersQuery } from "@/api/ledgers";
import { useMay } from "@/app/permissions";
import type { AccountsSearch, sortable } from "@/app/search_params";
import { EmptyState } from "@/components/empty_state";
import { LedgerSelect } from "@/components/ledger_select";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { accountColumns } from "./account_columns";
import { ExportAccounts } from "./export_accounts";

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
  const query = useInfiniteQuery(accountsPages(filters));
  const byReference = useQuery({
    ...accountChoices({ ...filters, name: undefined, sort: undefined, reference: search.q }),
    enabled: search.q !== undefined,
  });
  const ledgers = useQuery(ledgersQuery).data;
  const change = (to: AccountsSearch) =>
    void navigate({ search: { ...search, ...to }, replace: true });
  const filtered =
    search.q !== undefined || search.ledger !== undefined || search.status !== undefined;
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
      <PageHeader
        title={t("nav.accounts")}
        actions={
          <>
            <ExportAccounts filters={filters} />
            {open}
          </>
        }
      />
      <Group gap="xs" mb="sm" role="search">
        <div style={{ flex: "1 1 220px" }}>
          <SearchInput
            label={t("accounts.search")}
            placeholder={t("accounts.search_placeholder")}
            value={search.q ?? ""}
            onChange={(q) => change({ q: q.trim() || undefined })}
          />
        </div>
        <LedgerSelect
          value={search.ledger ?? null}
          placeholder={t("accounts.all_ledgers")}
          clearable
          onChange={(ledger) => change({ ledger: ledger ?? undefined })}
        />
        <SegmentedControl
          size="sm"
          aria-label={t("accounts.status")}
          value={search.status ?? "all"}
          onChange={(status) =>
            change({ status: status === "all" ? undefined : (status as "open" | "closed") })
          }
          data={[
            { value: "all", label: t("accounts.all") },
            { value: "open", label: t("accounts.opened") },
            { value: "closed", label: t("accounts.closed") },
          ]}
        />
      </Group>
      <PagedTable
        label={t("nav.accounts")}
        query={query}
        first={byReference.data ?? []}
        columns={accountColumns(t, ledgers ?? [])}
        rowKey={(account) => account.id}
        sort={search.sort}
        onSort={(sort) => change({ sort: sort as (typeof sortable)[number] })}
        empty={
          filtered ? (
            <EmptyState
              title={t("accounts.none_match")}
              detail={t("accounts.none_match_detail")}
              action={
                <Button variant="default" onClick={() => void navigate({ search: {} })}>
                  {t("common.clear_filters")}
                </Button>
              }
            />
          ) : (
            <EmptyState
              title={t("accounts.empty_title")}
              detail={t("accounts.empty_detail")}
              action={open}
            />
          )
        }
      />
    </>
  );
}
