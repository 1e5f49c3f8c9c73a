import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { importsPages, type Import } from "@/api/imports";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { useNumberLocale } from "@/app/preferences";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { formatCount } from "@/format/amount_text";
import { useT, type Translate } from "@/messages/use_t";
import { ImportProgress } from "./import_progress";
import { UploadPanel } from "./upload_panel";

const route = getRouteApi("/console/imports");
const newestFirst = "-started_at";

function columns(t: Translate, locale: string): Column<Import>[] {
  const count = (value: number) => <span className="figures">{formatCount(value, locale)}</span>;
  return [
    {
      id: "name",
      header: t("imports.name"),
      title: true,
      cell: (item) => (
        <Link to="/imports/$importId" params={{ importId: item.id }} className="link">
          {item.name || item.id}
        </Link>
      ),
    },
    {
      id: "progress",
      header: t("imports.progress"),
      cell: (item) => <ImportProgress item={item} />,
    },
    {
      id: "created",
      header: t("imports.created"),
      align: "end",
      cell: (item) => count(item.created),
    },
    { id: "exists", header: t("imports.exists"), align: "end", cell: (item) => count(item.exists) },
    {
      id: "refused",
      header: t("imports.refused"),
      align: "end",
      cell: (item) => count(item.refused),
    },
    {
      id: "started",
      header: t("imports.started"),
      sort: "started_at",
      cell: (item) => <Moment at={item.started_at} />,
    },
  ];
}

function ImportsContent() {
  const t = useT();
  const may = useMay();
  const locale = useNumberLocale();
  const navigate = route.useNavigate();
  const { sort } = route.useSearch();
  const pages = importsPages(sort);
  const query = useInfiniteQuery(pages);
  return (
    <>
      <PageHeader title={t("nav.imports")} description={t("imports.description")} />
      {may("ledger.imports:write") && <UploadPanel />}
      <PagedTable
        label={t("nav.imports")}
        query={query}
        columns={columns(t, locale)}
        rowKey={(item) => item.id}
        name="imports"
        source={pages}
        sort={sort ?? newestFirst}
        onSort={(wanted) => void navigate({ search: { sort: wanted } })}
        empty={<EmptyState title={t("imports.empty_title")} detail={t("imports.empty_detail")} />}
      />
    </>
  );
}

export function ImportsPage() {
  return (
    <ExtraWords group="imports">
      <ImportsContent />
    </ExtraWords>
  );
}
