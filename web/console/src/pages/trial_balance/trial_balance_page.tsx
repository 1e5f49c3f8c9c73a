import { Alert, Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconDownload } from "@tabler/icons-react";
import { ledgersQuery, trialBalanceQuery } from "@/api/ledgers";
import { EmptyState } from "@/components/empty_state";
import { LedgerSelect } from "@/components/ledger_select";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { download } from "@/format/csv";
import { useT } from "@/messages/use_t";
import { TrialBalanceTable } from "./trial_balance_table";
import { trialBalanceCsv } from "./trial_balance_csv";

const route = getRouteApi("/console/trial-balance");

function instant(local: string | undefined): string | undefined {
  const date = new Date(local ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

export function TrialBalancePage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const ledgers = useQuery(ledgersQuery);
  const ledger = search.ledger ?? ledgers.data?.[0]?.id;
  const query = useQuery({
    ...trialBalanceQuery(ledger ?? "", instant(search.at)),
    enabled: ledger !== undefined,
  });
  const trial = query.data;
  return (
    <>
      <PageHeader
        title={t("nav.trial_balance")}
        description={t("trial.description")}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={trial === undefined}
            onClick={() =>
              trial &&
              download("trial-balance.csv", "text/csv;charset=utf-8", trialBalanceCsv(trial))
            }
          >
            {t("common.export_csv")}
          </Button>
        }
      />
      <Group mb="sm" align="flex-end" gap="xs">
        <LedgerSelect
          label={t("ledgers.ledger")}
          value={ledger ?? null}
          onChange={(value) => void navigate({ search: { ...search, ledger: value ?? undefined } })}
        />
        <TextInput
          type="datetime-local"
          label={t("trial.at")}
          value={search.at ?? ""}
          onChange={(event) =>
            void navigate({ search: { ...search, at: event.currentTarget.value || undefined } })
          }
        />
      </Group>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {trial !== undefined && (
        <Alert
          role={trial.balanced ? "status" : "alert"}
          color={trial.balanced ? "accent" : "red"}
          variant="light"
          mb="sm"
          py="xs"
          title={t(trial.balanced ? "trial.balanced" : "trial.unbalanced")}
        />
      )}
      {ledgers.data?.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("ledgers.empty_title")}
            detail={t("ledgers.empty_detail")}
            action={
              <Button
                renderRoot={(props) => <Link to="/ledgers" search={{ create: "yes" }} {...props} />}
              >
                {t("ledgers.create")}
              </Button>
            }
          />
        </div>
      ) : (
        !query.isError && <TrialBalanceTable trial={trial} />
      )}
    </>
  );
}
