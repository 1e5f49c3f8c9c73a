import { Code } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { auditPages, type AuditEntry, type AuditFilters } from "@/api/audit";
import { openapiQuery } from "@/api/openapi";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT, type Translate } from "@/messages/use_t";
import { useActorNames } from "./actors";
import { AuditFiltersBar } from "./audit_filters";
import { auditedOperations, type AuditedOperation } from "./audited_operations";
import { OutcomeBadge } from "./outcome_badge";
import classes from "./audit.module.css";

function columns(
  t: Translate,
  names: Map<string, string>,
  operations: Map<string, AuditedOperation>,
): Column<AuditEntry>[] {
  return [
    {
      id: "at",
      header: t("statement.time"),
      title: true,
      cell: (entry) => (
        <Link to="/audit/$entryId" params={{ entryId: entry.id }} className="link">
          <Moment at={entry.at} />
        </Link>
      ),
    },
    {
      id: "actor",
      header: t("audit.actor"),
      cell: (entry) => <span title={entry.actor}>{names.get(entry.actor) ?? entry.actor}</span>,
    },
    {
      id: "operation",
      header: t("audit.operation"),
      cell: (entry) => (
        <div>
          <Code className={classes["operation"]}>{entry.operation}</Code>
          <div className="quiet">{operations.get(entry.operation)?.summary}</div>
        </div>
      ),
    },
    {
      id: "kind",
      header: t("audit.kind"),
      cell: (entry) => t(`audit.kind_${operations.get(entry.operation)?.kind ?? "change"}`),
    },
    { id: "target", header: t("audit.target"), cell: (entry) => entry.target || "–" },
    {
      id: "outcome",
      header: t("audit.outcome"),
      cell: (entry) => <OutcomeBadge outcome={entry.outcome} />,
    },
  ];
}

interface Props {
  filters: AuditFilters;
  onFilters: (filters: AuditFilters) => void;
}

/** Who did what and who saw what, newest first. Reading this is recorded too. */
export function EntriesTab({ filters, onFilters }: Props) {
  const t = useT();
  const names = useActorNames();
  const operations = auditedOperations(useQuery(openapiQuery).data);
  const query = useInfiniteQuery({ ...auditPages(filters), refetchOnWindowFocus: false });
  const filtered = Object.values(filters).some((one) => one !== undefined);
  return (
    <>
      <AuditFiltersBar
        value={filters}
        onChange={onFilters}
        actors={names}
        operations={operations}
      />
      <PagedTable
        label={t("nav.audit")}
        query={query}
        rowKey={(entry) => entry.id}
        columns={columns(t, names, operations)}
        empty={
          filtered ? (
            <EmptyState title={t("audit.none_match")} detail={t("audit.none_match_detail")} />
          ) : (
            <EmptyState title={t("audit.empty_title")} detail={t("audit.empty_detail")} />
          )
        }
      />
    </>
  );
}
