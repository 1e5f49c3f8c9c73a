import { Badge, Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { apiKeysPages } from "@/api/api_keys";
import { auditPages } from "@/api/audit";
import { rowsOf } from "@/api/page";
import { usersPages } from "@/api/users";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";

/** Who did what, newest first. */
export function AuditPage() {
  const t = useT();
  const may = useMay();
  const query = useInfiniteQuery(auditPages());
  const users = useInfiniteQuery({ ...usersPages(), enabled: may("users:read") });
  const keys = useInfiniteQuery({ ...apiKeysPages(), enabled: may("api_keys:read") });
  const actors = [...rowsOf(users.data), ...rowsOf(keys.data)];
  const names = new Map(actors.map((actor) => [actor.id, actor.name]));
  return (
    <>
      <PageHeader title={t("nav.audit")} description={t("audit.description")} />
      <PagedTable
        label={t("nav.audit")}
        query={query}
        rowKey={(entry) => entry.id}
        empty={<EmptyState title={t("audit.empty_title")} detail={t("audit.empty_detail")} />}
        columns={[
          {
            id: "at",
            header: t("statement.time"),
            title: true,
            cell: (entry) => <Moment at={entry.at} />,
          },
          {
            id: "actor",
            header: t("audit.actor"),
            cell: (entry) => (
              <span title={entry.actor}>{names.get(entry.actor) ?? entry.actor}</span>
            ),
          },
          {
            id: "operation",
            header: t("audit.operation"),
            cell: (entry) => <Code>{entry.operation}</Code>,
          },
          {
            id: "target",
            header: t("audit.target"),
            cell: (entry) => entry.target ?? <span className="visually-hidden">–</span>,
          },
          {
            id: "outcome",
            header: t("audit.outcome"),
            cell: (entry) => (
              <Badge variant="default" size="sm" tt="none" fw={600}>
                {entry.outcome}
              </Badge>
            ),
          },
          {
            id: "request",
            header: t("audit.request"),
            cell: (entry) => <Code>{entry.request_id}</Code>,
          },
        ]}
      />
    </>
  );
}
