import { ActionIcon, Loader } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import type { QueryValue } from "@/api/http";
import { fetchAll } from "@/api/page";
import { useNumberLocale } from "@/app/preferences";
import { tellFailure } from "@/components/failure_notice";
import { formatCount } from "@/format/amount_text";
import { download } from "@/format/csv";
import { rowsToCsv } from "@/format/csv_rows";
import { useT } from "@/messages/use_t";
import classes from "./list.module.css";

/** A browser holds this many rows without trouble; more are exported from the ledger itself. */
const mostRows = 100_000;

interface Props {
  /** Of the file, without its ending. */
  name: string;
  path: string;
  filters: Record<string, QueryValue>;
}

/** Downloads the list as it is filtered and sorted, following it to its end. */
export function ExportButton({ name, path, filters }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const [count, setCount] = useState(0);
  const run = useMutation({
    mutationFn: () => fetchAll<Record<string, unknown>>(path, filters, mostRows, setCount),
    onSuccess: ({ rows, complete }) => {
      download(`${name}.csv`, "text/csv;charset=utf-8", rowsToCsv(rows));
      if (!complete) {
        const most = formatCount(mostRows, locale);
        notifications.show({ color: "yellow", message: t("list.export_cut", { count: most }) });
      }
    },
    onError: (error) => {
      tellFailure(error, t);
    },
  });
  const words = run.isPending
    ? t("common.exporting", { count: formatCount(count, locale) })
    : t("common.export_csv");
  return (
    <ActionIcon
      variant="default"
      className={classes["tool"] ?? ""}
      aria-label={words}
      title={words}
      aria-busy={run.isPending}
      onClick={() => {
        if (run.isPending) return;
        setCount(0);
        run.mutate();
      }}
    >
      {run.isPending ? <Loader size={14} /> : <IconDownload size={16} stroke={1.7} />}
    </ActionIcon>
  );
}
