import { Code } from "@mantine/core";
import type { SagaEntry } from "@/api/sagas";
import { DataTable } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { useT } from "@/messages/use_t";

/** All that happened to a saga, newest first. */
export function SagaLog({ log }: { log: SagaEntry[] }) {
  const t = useT();
  return (
    <DataTable
      label={t("sagas.log")}
      rows={[...log].reverse()}
      rowKey={(entry) => String(entry.n)}
      columns={[
        {
          id: "at",
          header: t("statement.time"),
          title: true,
          cell: (entry) => <Moment at={entry.at} />,
        },
        { id: "kind", header: t("sagas.what"), cell: (entry) => <Code>{entry.kind}</Code> },
        { id: "step", header: t("sagas.step"), cell: (entry) => entry.step || "–" },
        { id: "actor", header: t("audit.actor"), cell: (entry) => entry.actor },
        {
          id: "detail",
          header: t("sagas.why"),
          cell: (entry) => entry.detail ?? (entry.payload && <Code>{entry.payload}</Code>) ?? "–",
        },
      ]}
    />
  );
}
