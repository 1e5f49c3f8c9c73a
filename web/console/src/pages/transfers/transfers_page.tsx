import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { newestFirst, transfersPages } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import type { TransfersSearch } from "@/app/search_params";
import { EmptyState } from "@/components/empty_state";
import { LedgerSelect } from "@/components/ledger_select";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { FilterTime } from "@/components/list/filter_time";
import { transferColumns } from "./transfer_columns";

const route = getRouteApi("/console/transfers");

export function TransfersPage() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pages = transfersPages({ ...search, sort: search.sort ?? newestFirst });
  const query = useInfiniteQuery(pages);
  const change = (to: TransfersSearch) => void navigate({ search: { ...search, ...to } });
  const create = may("ledger.transfers:write") && (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link to="/transfers/new" {...props} />}
    >
      {t("transfers.new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.transfers")} actions={create} />
      <PagedTable
        label={t("nav.transfers")}
        query={query}
        columns={transferColumns(t)}
        rowKey={(transfer) => transfer.id}
        name="transfers"
        source={pages}
        search={{ ...search }}
        scope={["ledger"]}
        onSearch={(to) => void navigate({ search: to })}
        sort={search.sort ?? newestFirst}
        onSort={(sort) => change({ sort })}
        filters={
          <>
            <LedgerSelect
              value={search.ledger ?? null}
              placeholder={t("accounts.all_ledgers")}
              clearable
              onChange={(ledger) => change({ ledger: ledger ?? undefined })}
            />
            <FilterTime value={search} onChange={({ from, to }) => change({ from, to })} />
          </>
        }
        empty={
          <EmptyState
            title={t("transfers.empty_title")}
            detail={t("transfers.empty_detail")}
            action={create}
          />
        }
      />
    </>
  );
}
