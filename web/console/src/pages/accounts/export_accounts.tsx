import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { accountsPath, type Account, type AccountFilters } from "@/api/accounts";
import { fetchAll } from "@/api/page";
import { problemOf } from "@/api/problem";
import { useNumberLocale } from "@/app/preferences";
import { formatCount } from "@/format/amount_text";
import { download, toCsv } from "@/format/csv";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";

/** A browser holds this many rows without trouble; more are exported from the ledger itself. */
const mostRows = 100_000;

const header = [
  "id",
  "ledger",
  "name",
  "reference",
  "asset",
  "balance",
  "available",
  "limit",
  "closed",
  "created_at",
];

function toRow(account: Account): string[] {
  return [
    account.id,
    account.ledger,
    account.name,
    account.reference ?? "",
    account.asset,
    account.balance.amount,
    account.available.amount,
    account.limit,
    String(account.closed),
    account.created_at,
  ];
}

/** Downloads the filtered list, following it to its end. */
export function ExportAccounts({ filters }: { filters: AccountFilters }) {
  const t = useT();
  const locale = useNumberLocale();
  const [count, setCount] = useState(0);
  const run = useMutation({
    mutationFn: () => fetchAll<Account>(accountsPath, { ...filters }, mostRows, setCount),
    onSuccess: ({ rows, complete }) => {
      download("accounts.csv", "text/csv;charset=utf-8", toCsv(header, rows.map(toRow)));
      if (!complete) {
        const most = formatCount(mostRows, locale);
        notifications.show({ color: "yellow", message: t("accounts.export_cut", { count: most }) });
      }
    },
    onError: (error) =>
      notifications.show({ color: "red", message: problemWords(problemOf(error), t).title }),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      disabled={run.isPending}
      onClick={() => {
        setCount(0);
        run.mutate();
      }}
    >
      {run.isPending
        ? t("common.exporting", { count: formatCount(count, locale) })
        : t("common.export_csv")}
    </Button>
  );
}
