import { Button, Menu } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconDownload, IconPlus } from "@tabler/icons-react";
import { apiBase } from "@/api/http";
import { ledgersPages, type Ledger } from "@/api/ledgers";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { CreateLedger } from "./create_ledger";

const route = getRouteApi("/console/ledgers");

function columns(t: Translate): Column<Ledger>[] {
  return [
    {
      id: "name",
      header: t("ledgers.name"),
      sort: "name",
      title: true,
      cell: (ledger) => (
        <Link to="/accounts" search={{ ledger: ledger.id }} className="link">
          {ledger.name}
        </Link>
      ),
    },
    { id: "asset", header: t("ledgers.asset"), cell: (ledger) => ledger.asset },
    { id: "scale", header: t("ledgers.scale"), align: "end", cell: (ledger) => ledger.scale },
    {
      id: "created",
      header: t("common.created"),
      sort: "created_at",
      cell: (ledger) => <Moment at={ledger.created_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (ledger) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={<IconDownload size={14} />}
            >
              {t("common.export")}
              <span className="visually-hidden"> {ledger.name}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={`${apiBase}/ledger/ledgers/${ledger.id}/export.csv`}
              download
            >
              {t("ledgers.export_csv")}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={`${apiBase}/ledger/ledgers/${ledger.id}/export.hledger`}
              download
            >
              {t("ledgers.export_hledger")}
            </Menu.Item>
            <Menu.Item
              renderRoot={(props) => (
                <Link to="/trial-balance" search={{ ledger: ledger.id }} {...props} />
              )}
            >
              {t("nav.trial_balance")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];
}

export function LedgersPage() {
  const t = useT();
  const may = useMay();
  const navigate = route.useNavigate();
  const { create: asked, sort } = route.useSearch();
  const creating = asked === "yes";
  const pages = ledgersPages(sort);
  const query = useInfiniteQuery(pages);
  const create = may("ledger.ledgers:write") && (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => void navigate({ search: { create: "yes" } })}
    >
      {t("ledgers.create")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("nav.ledgers")}
        description={t("ledgers.description")}
        actions={create}
      />
      <PagedTable
        label={t("nav.ledgers")}
        query={query}
        columns={columns(t)}
        rowKey={(ledger) => ledger.id}
        name="ledgers"
        source={pages}
        sort={sort}
        onSort={(wanted) => void navigate({ search: { sort: wanted } })}
        empty={
          <EmptyState
            title={t("ledgers.empty_title")}
            detail={t("ledgers.empty_detail")}
            action={create}
          />
        }
      />
      {creating && <CreateLedger onClose={() => void navigate({ search: {} })} />}
    </>
  );
}
