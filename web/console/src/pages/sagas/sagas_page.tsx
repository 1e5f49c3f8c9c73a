import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sagaStatuses } from "@/api/saga_statuses";
import {
  definitionsQuery,
  isMoving,
  sagasPages,
  type SagaDefinition,
  type SagaSummary,
} from "@/api/sagas";
import { rowsOf } from "@/api/page";
import type { Column } from "@/components/data_table";
import type { SagasSearch } from "@/app/operations_search";
import { FilterSelect } from "@/components/list/filter_select";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { SagaFlow } from "./saga_flow";
import { StatusBadge } from "./status_badge";

const route = getRouteApi("/console/operations/sagas");
const newestFirst = "-created_at";
const pollMs = 2000;

function columns(t: Translate, definitions: SagaDefinition[]): Column<SagaSummary>[] {
  const stepOf = (saga: SagaSummary) =>
    definitions.find((one) => one.name === saga.definition && one.version === saga.version)?.steps[
      saga.step
    ]?.name ?? "–";
  return [
    {
      id: "definition",
      header: t("sagas.definition"),
      title: true,
      cell: (saga) => (
        <Link to="/sagas/$sagaId" params={{ sagaId: saga.id }} className="link">
          {saga.definition}
        </Link>
      ),
    },
    {
      id: "status",
      header: t("sagas.status"),
      cell: (saga) => <StatusBadge status={saga.status} paused={saga.paused} />,
    },
    { id: "step", header: t("sagas.step"), cell: stepOf },
    { id: "why", header: t("sagas.why"), cell: (saga) => saga.failure ?? "–" },
    {
      id: "began",
      header: t("sagas.began"),
      sort: "created_at",
      cell: (saga) => <Moment at={saga.created_at} />,
    },
    { id: "moved", header: t("sagas.moved"), cell: (saga) => <Moment at={saga.updated_at} /> },
  ];
}

export function SagasPage() {
  const t = useT();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const definitions = useQuery(definitionsQuery);
  const pages = sagasPages(filters);
  const change = (to: SagasSearch) => void navigate({ search: { ...filters, ...to } });
  const query = useInfiniteQuery({
    ...pages,
    refetchInterval: (found) => (rowsOf(found.state.data).some(isMoving) ? pollMs : false),
  });
  const known = definitions.data ?? [];
  const names = [...new Set(known.map((one) => one.name))];
  const chosen = known.findLast((one) => one.name === filters.definition);
  return (
    <>
      <PageHeader title={t("nav.sagas")} description={chosen?.summary ?? t("sagas.description")} />
      {chosen !== undefined && <SagaFlow steps={chosen.steps} />}
      <PagedTable
        label={t("nav.sagas")}
        query={query}
        columns={columns(t, known)}
        rowKey={(saga) => saga.id}
        name="sagas"
        source={pages}
        search={{ ...filters }}
        onSearch={(to) => void navigate({ search: to })}
        sort={filters.sort ?? newestFirst}
        onSort={(sort) => change({ sort })}
        filters={
          <>
            <FilterSelect
              label={t("sagas.definition")}
              any={t("sagas.all_definitions")}
              options={names.map((value) => ({ value, label: value }))}
              value={filters.definition}
              onChange={(definition) => change({ definition })}
            />
            <FilterSelect
              label={t("sagas.status")}
              any={t("sagas.all_statuses")}
              options={sagaStatuses.map((value) => ({ value, label: t(`saga_status.${value}`) }))}
              value={filters.status}
              onChange={(status) => change({ status })}
            />
          </>
        }
        empty={<EmptyState title={t("sagas.empty_title")} detail={t("sagas.empty_detail")} />}
      />
    </>
  );
}
