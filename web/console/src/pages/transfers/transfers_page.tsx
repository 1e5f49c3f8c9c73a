import { Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { newestFirst, transfersPages } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { LedgerSelect } from "@/components/ledger_select";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { transferColumns } from "./transfer_columns";

const route = getRouteApi("/console/transfers");

export function TransfersPage() {
  const t = useT();
  const may = useMay();
  const { ledger } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(transfersPages({ ledger, sort: newestFirst }));
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
      <Group mb="sm">
        <LedgerSelect
          value={ledger ?? null}
          placeholder={t("accounts.all_ledgers")}
          clearable
          onChange={(value) => void navigate({ search: { ledger: value ?? undefined } })}
        />
      </Group>
      <PagedTable
        label={t("nav.transfers")}
        query={query}
        columns={transferColumns(t)}
        rowKey={(transfer) => transfer.id}
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
