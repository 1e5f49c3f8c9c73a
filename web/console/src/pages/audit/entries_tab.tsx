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
import { useActorNames, useTargetNames } from "./names";
import { AuditFiltersBar } from "./audit_filters";
import { auditedOperations, type AuditedOperation } from "./audited_operations";
import { OutcomeBadge } from "./outcome_badge";
import { Target } from "./target";
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
      sort: "at",
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
          <div>{operations.get(entry.operation)?.summary}</div>
          <Code className={classes["operation"]}>{entry.operation}</Code>
        </div>
      ),
    },
    {
      id: "kind",
      header: t("audit.kind"),
      cell: (entry) => (
        <span className="whole">
          {t(`audit.kind_${operations.get(entry.operation)?.kind ?? "change"}`)}
        </span>
      ),
    },
    {
      id: "target",
      header: t("audit.target"),
      cell: (entry) => <Target target={entry.target} names={names} />,
    },
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
  const actors = useActorNames();
  const things = new Map([...useTargetNames(), ...actors]);
  const operations = auditedOperations(useQuery(openapiQuery).data);
  const pages = auditPages(filters);
  const query = useInfiniteQuery({ ...pages, refetchOnWindowFocus: false });
  return (
    <PagedTable
      label={t("nav.audit")}
      query={query}
      rowKey={(entry) => entry.id}
      columns={columns(t, things, operations)}
      name="audit"
      hint={t("audit.none_match_detail")}
      source={pages}
      search={{ ...filters }}
      onSearch={onFilters}
      sort={filters.sort ?? "-at"}
      onSort={(sort) => onFilters({ ...filters, sort })}
      filters={
        <AuditFiltersBar
          value={filters}
          onChange={onFilters}
          actors={actors}
          operations={operations}
        />
      }
      empty={<EmptyState title={t("audit.empty_title")} detail={t("audit.empty_detail")} />}
    />
  );
}
