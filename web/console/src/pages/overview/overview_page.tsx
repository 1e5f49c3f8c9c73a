import { Button, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { accountChoices } from "@/api/accounts";
import { ledgersQuery } from "@/api/ledgers";
import { rowsOf } from "@/api/page";
import { sessionQuery } from "@/api/session";
import { newestFirst, transfersPages } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { DataTable } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { transferColumns } from "@/pages/transfers/transfer_columns";
import { useT } from "@/messages/use_t";
import { Attention } from "./attention";
import { FirstSteps } from "./first_steps";
import { LedgerCards } from "./ledger_cards";
import classes from "./overview.module.css";

/** What happens in the tenant's ledgers, for those who may read them. */
export function OverviewPage() {
  const t = useT();
  const may = useMay();
  if (may("ledger.accounts:read") && may("ledger.transfers:read")) return <LedgerOverview />;
  return (
    <>
      <PageHeader title={t("nav.overview")} />
      <div className="surface">
        <EmptyState title={t("overview.elsewhere")} />
      </div>
    </>
  );
}

function LedgerOverview() {
  const t = useT();
  const may = useMay();
  const session = useQuery(sessionQuery).data;
  const ledgers = useQuery(ledgersQuery);
  const some = useQuery(accountChoices({}));
  const transfers = useInfiniteQuery(transfersPages({ sort: newestFirst, limit: 8 }));
  const recent = rowsOf(transfers.data).slice(0, 8);
  const failed = [ledgers, some, transfers].find((query) => query.isError);
  const ready = ledgers.isSuccess && some.isSuccess && transfers.isSuccess;
  const accounts = some.data?.length ?? 0;
  const starting = ready && (ledgers.data.length === 0 || accounts < 2 || recent.length === 0);
  return (
    <>
      <PageHeader
        title={t("nav.overview")}
        {...(session ? { description: session.tenant.name } : {})}
        actions={
          may("ledger.transfers:write") &&
          !starting && (
            <Button renderRoot={(props) => <Link to="/transfers/new" {...props} />}>
              {t("transfers.new")}
            </Button>
          )
        }
      />
      {failed !== undefined && (
        <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />
      )}
      {starting && <FirstSteps ledgers={ledgers.data.length} accounts={accounts} />}
      <div className={classes["columns"]}>
        <div>
          <Title order={2} mb="xs">
            {t("nav.ledgers")}
          </Title>
          <LedgerCards ledgers={ledgers.data} />
        </div>
        <div>
          <Title order={2} mb="xs">
            {t("overview.attention")}
          </Title>
          <Attention />
        </div>
      </div>
      {!starting && failed === undefined && (
        <>
          <Title order={2} mt="lg" mb="xs">
            {t("overview.recent")}
          </Title>
          <DataTable
            label={t("overview.recent")}
            columns={transferColumns(t)}
            rows={recent}
            rowKey={(transfer) => transfer.id}
            loading={transfers.isPending}
          />
        </>
      )}
    </>
  );
}
