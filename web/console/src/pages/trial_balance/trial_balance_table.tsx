import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { TrialBalance, TrialBalanceLine } from "@/api/ledgers";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Money } from "@/components/money";
import { useT } from "@/messages/use_t";

/** Rows drawn at once: a ledger may have a million accounts, a browser table may not. */
const step = 200;

export function TrialBalanceTable({ trial }: { trial: TrialBalance | undefined }) {
  const t = useT();
  const [shown, setShown] = useState(step);
  const lines = trial?.lines ?? [];
  const columns: Column<TrialBalanceLine>[] = [
    {
      id: "account",
      header: t("accounts.account"),
      title: true,
      cell: (line) => (
        <Link to="/accounts/$accountId" params={{ accountId: line.account }} className="link">
          {line.name}
        </Link>
      ),
    },
    { id: "code", header: t("accounts.code"), align: "end", cell: (line) => line.code },
    {
      id: "debits_pending",
      header: t("accounts.debits_pending"),
      align: "end",
      cell: (line) => <Money value={line.balances.debits_pending} />,
    },
    {
      id: "credits_pending",
      header: t("accounts.credits_pending"),
      align: "end",
      cell: (line) => <Money value={line.balances.credits_pending} />,
    },
    {
      id: "debits",
      header: t("trial.debits"),
      align: "end",
      cell: (line) => <Money value={line.balances.debits_posted} />,
    },
    {
      id: "credits",
      header: t("trial.credits"),
      align: "end",
      cell: (line) => <Money value={line.balances.credits_posted} />,
    },
  ];
  if (trial !== undefined && lines.length === 0) {
    return (
      <div className="surface">
        <EmptyState title={t("trial.empty")} />
      </div>
    );
  }
  const totals = trial?.totals;
  return (
    <>
      <DataTable
        label={t("nav.trial_balance")}
        columns={columns}
        rows={lines.slice(0, shown)}
        rowKey={(line) => line.account}
        loading={trial === undefined}
        footer={
          totals !== undefined && (
            <tfoot role="rowgroup">
              <tr role="row">
                <td role="cell" data-title>
                  {t("trial.total")}
                </td>
                <td role="cell" />
                <td role="cell" data-end data-label={t("accounts.debits_pending")}>
                  <Money value={totals.debits_pending} />
                </td>
                <td role="cell" data-end data-label={t("accounts.credits_pending")}>
                  <Money value={totals.credits_pending} />
                </td>
                <td role="cell" data-end data-label={t("trial.debits")}>
                  <Money value={totals.debits_posted} />
                </td>
                <td role="cell" data-end data-label={t("trial.credits")}>
                  <Money value={totals.credits_posted} />
                </td>
              </tr>
            </tfoot>
          )
        }
      />
      {lines.length > shown && (
        <Button variant="default" size="xs" mt="xs" onClick={() => setShown(shown + step)}>
          {t("common.load_more")}
        </Button>
      )}
    </>
  );
}
