import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { isMoving, rejectedPath, type Import, type RejectedLine } from "@/api/imports";
import { rejectedQuery, rejectedShown } from "@/api/rejected";
import { useNumberLocale } from "@/app/preferences";
import { DataTable, type Column } from "@/components/data_table";
import { ProblemAlert } from "@/components/problem_alert";
import { formatCount } from "@/format/amount_text";
import { reasonWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import classes from "./imports.module.css";

/** The lines that changed nothing, with the reason of each; read once the import has ended. */
export function RejectedLines({ item }: { item: Import }) {
  const t = useT();
  const locale = useNumberLocale();
  const query = useQuery(rejectedQuery(item.id, isMoving(item) ? 0 : item.refused));
  if (isMoving(item)) return <p className="quiet">{t("imports.rejected_wait")}</p>;
  if (item.refused === 0) return <p className="quiet">{t("imports.rejected_none")}</p>;
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  const columns: Column<RejectedLine>[] = [
    {
      id: "line",
      header: t("imports.line"),
      title: true,
      cell: (line) => <span className="figures">{formatCount(line.line, locale)}</span>,
    },
    {
      id: "reason",
      header: t("imports.reason"),
      cell: (line) => reasonWords(line.status, line.reason, t),
    },
    {
      id: "status",
      header: t("imports.status"),
      cell: (line) => <code className={classes["status"]}>{line.status}</code>,
    },
    {
      id: "content",
      header: t("imports.content"),
      cell: (line) => (
        <code className={classes["line"]} title={line.content}>
          {line.content}
        </code>
      ),
    },
  ];
  return (
    <>
      <Group justify="space-between" mb="xs">
        <span className="quiet">
          {query.data?.more ? t("imports.rejected_first", { count: rejectedShown }) : ""}
        </span>
        <Button
          variant="default"
          size="xs"
          component="a"
          href={rejectedPath(item.id)}
          download={`${item.name || item.id}.rejected.ndjson`}
          leftSection={<IconDownload size={14} />}
        >
          {t("imports.rejected_download")}
        </Button>
      </Group>
      <DataTable
        label={t("imports.rejected")}
        columns={columns}
        rows={query.data?.lines ?? []}
        rowKey={(line) => `${line.line} ${line.status} ${line.reason}`}
        loading={query.isPending}
      />
    </>
  );
}
