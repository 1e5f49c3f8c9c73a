import { Button } from "@mantine/core";
import type { Amount } from "@/api/ledgers";
import { DataTable } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Money } from "@/components/money";
import { useT } from "@/messages/use_t";
import classes from "./design.module.css";

interface Sample {
  code: string;
  value: Amount;
}

const rows: Sample[] = ["1250000.00", "-4200.50", "0.00", "92233720368547758.07"].map(
  (amount, index) => ({ code: `10${index}`, value: { amount, asset: "INR" } }),
);

/** What pages are put together from: a table, its skeleton, an empty list. */
export function Samples() {
  const t = useT();
  const columns = [
    { id: "code", header: t("accounts.reference"), title: true, cell: (row: Sample) => row.code },
    {
      id: "value",
      header: t("accounts.balance"),
      align: "end" as const,
      cell: (row: Sample) => <Money value={row.value} />,
    },
  ];
  const table = { columns, rowKey: (row: Sample) => row.code };
  return (
    <div className={classes["samples"]}>
      <DataTable label={t("accounts.balance")} rows={rows} {...table} />
      <DataTable label={t("common.searching")} rows={[]} loading {...table} />
      <div className="surface">
        <EmptyState
          title={t("common.none_match")}
          detail={t("common.none_match_detail")}
          action={<Button variant="default">{t("common.clear_filters")}</Button>}
        />
      </div>
    </div>
  );
}
