import { Title } from "@mantine/core";
import { DataTable } from "@/components/data_table";
import { JsonView } from "@/components/json_view";
import { indentJson } from "@/format/json_text";
import { useT } from "@/messages/use_t";
import { readDetail, type ChangedMember } from "./difference";
import classes from "./audit.module.css";

function Value({ json, kind }: { json: string | undefined; kind: "before" | "after" }) {
  if (json === undefined) return <span className="quiet">–</span>;
  return (
    <code className={classes["value"]} data-kind={kind}>
      {indentJson(json)}
    </code>
  );
}

function Changes({ changed }: { changed: ChangedMember[] }) {
  const t = useT();
  return (
    <DataTable
      label={t("audit.changes")}
      rows={changed}
      rowKey={({ name }) => name}
      columns={[
        { id: "name", header: t("audit.member"), title: true, cell: ({ name }) => name },
        {
          id: "before",
          header: t("audit.before"),
          cell: ({ before }) => <Value json={before} kind="before" />,
        },
        {
          id: "after",
          header: t("audit.after"),
          cell: ({ after }) => <Value json={after} kind="after" />,
        },
      ]}
    />
  );
}

/** What an entry says beside who did what: why, and what it changed as a difference. */
export function EntryDetail({ detail }: { detail: string }) {
  const t = useT();
  const { reason, changed, omitted, more } = readDetail(detail);
  return (
    <>
      {reason !== undefined && (
        <>
          <Title order={2} mt="lg" mb="xs">
            {t("audit.reason")}
          </Title>
          <p className={classes["reason"]}>{reason}</p>
        </>
      )}
      {(changed.length > 0 || omitted.length > 0) && (
        <>
          <Title order={2} mt="lg" mb="xs">
            {t("audit.changes")}
          </Title>
          {changed.length > 0 && <Changes changed={changed} />}
          {omitted.length > 0 && (
            <p className="quiet">{t("audit.omitted", { members: omitted.join(", ") })}</p>
          )}
        </>
      )}
      {more && (
        <>
          <Title order={2} mt="lg" mb="xs">
            {t("audit.detail")}
          </Title>
          <JsonView text={detail} label={t("audit.detail")} />
        </>
      )}
    </>
  );
}
