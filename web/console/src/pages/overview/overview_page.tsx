import { Button, Skeleton, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { accountChoices } from "@/api/accounts";
import { ledgersQuery } from "@/api/ledgers";
import { rowsOf } from "@/api/page";
import { newestFirst, transfersPages } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { DataTable } from "@/components/data_table";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { transferColumns } from "@/pages/transfers/transfer_columns";
import { useT } from "@/messages/use_t";
import { Attention } from "./attention";
import { PlacesToGo } from "./places_to_go";
import classes from "./overview.module.css";

// Not in the first load: one is for tenants that begin, the other has nothing to draw for them.
const FirstSteps = lazy(async () => ({ default: (await import("./first_steps")).FirstSteps }));
const LedgerActivity = lazy(async () => ({
  default: (await import("./ledger_activity")).LedgerActivity,
}));

const SetUp = lazy(async () => ({ default: (await import("./set_up")).SetUp }));

/** What the tenant does and what waits for somebody; for other roles, where they can go. */
export function OverviewPage() {
  const t = useT();
  const may = useMay();
  if (may("ledger.accounts:read") && may("ledger.transfers:read")) return <LedgerOverview />;
  return (
    <>
      <PageHeader title={t("nav.overview")} description={t("overview.elsewhere")} />
      <Title order={2} mb="xs">
        {t("overview.attention")}
      </Title>
      <Attention />
      <Suspense>
        <SetUp />
      </Suspense>
      <PlacesToGo />
    </>
  );
}

const shown = 8;

function LedgerOverview() {
  const t = useT();
  const may = useMay();
  const ledgers = useQuery(ledgersQuery);
  const some = useQuery(accountChoices({}));
  const transfers = useInfiniteQuery(transfersPages({ sort: newestFirst, limit: shown }));
  const recent = rowsOf(transfers.data).slice(0, shown);
  const failed = [ledgers, some, transfers].find((query) => query.isError);
  const ready = ledgers.isSuccess && some.isSuccess && transfers.isSuccess;
  const accounts = some.data?.length ?? 0;
  const starting = ready && (ledgers.data.length === 0 || accounts < 2 || recent.length === 0);
  return (
    <>
      <PageHeader
        title={t("nav.overview")}
        description={t("overview.description")}
        actions={
          may("ledger.transfers:write") &&
          !starting && (
            <Button
              leftSection={<IconPlus size={16} />}
              renderRoot={(props) => <Link to="/transfers/new" {...props} />}
            >
              {t("transfers.new")}
            </Button>
          )
        }
      />
      {failed !== undefined && (
        <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />
      )}
      {starting && (
        <Suspense fallback={<Skeleton height={170} mb="lg" />}>
          <FirstSteps ledgers={ledgers.data.length} accounts={accounts} />
        </Suspense>
      )}
      {!ready && failed === undefined && <Skeleton height={320} />}
      {ready && !starting && (
        <Suspense fallback={<Skeleton height={320} mb="lg" />}>
          <LedgerActivity ledgers={ledgers.data} />
        </Suspense>
      )}
      <div className={classes["columns"]}>
        {!starting && failed === undefined && (
          <div>
            <Title order={2} mb="xs">
              {t("overview.recent")}
            </Title>
            <DataTable
              label={t("overview.recent")}
              columns={transferColumns(t)}
              rows={recent}
              rowKey={(transfer) => transfer.id}
              loading={transfers.isPending}
            />
          </div>
        )}
        <div>
          <Title order={2} mb="xs">
            {t("overview.attention")}
          </Title>
          <Attention />
        </div>
      </div>
      <Suspense>
        <SetUp />
      </Suspense>
    </>
  );
}
