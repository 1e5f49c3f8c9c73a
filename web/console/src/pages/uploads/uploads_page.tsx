import { Anchor } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { uploadStates } from "@/api/upload_states";
import { uploadsPages, type Upload, type UploadFilters } from "@/api/uploads";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { FilterSelect } from "@/components/list/filter_select";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT, type Translate } from "@/messages/use_t";
import { UploadBadge } from "./upload_badge";
import { useUploadName } from "./upload_name";
import { UploadProgress } from "./upload_progress";

const newestFirst = "-created_at";
const route = getRouteApi("/console/operations/uploads");

function columns(t: Translate, name: (upload: Upload) => string): Column<Upload>[] {
  return [
    {
      id: "operation",
      header: t("uploads.operation"),
      title: true,
      cell: (upload) => (
        <Link
          to="/uploads/$uploadId"
          params={{ uploadId: upload.id }}
          className="link"
          title={upload.operation}
        >
          {name(upload)}
        </Link>
      ),
    },
    {
      id: "state",
      header: t("uploads.state"),
      cell: (upload) => <UploadBadge state={upload.state} />,
    },
    {
      id: "received",
      header: t("uploads.received"),
      cell: (upload) => <UploadProgress upload={upload} />,
    },
    {
      id: "reply",
      header: t("uploads.reply"),
      cell: ({ reply_status: status }) => (status === undefined ? "–" : `HTTP ${status}`),
    },
    {
      id: "created",
      header: t("uploads.created"),
      sort: "created_at",
      cell: (upload) => <Moment at={upload.created_at} />,
    },
    {
      id: "expires",
      header: t("uploads.expires"),
      cell: (upload) => <Moment at={upload.expires_at} />,
    },
  ];
}

function GuideLink() {
  const t = useT();
  return (
    <Anchor href="/docs/guides/uploads" size="sm" c="var(--sangam-accent)" underline="always">
      {t("uploads.guide")}
    </Anchor>
  );
}

/** One's own uploads that may break off and go on. */
export function UploadsPage() {
  const t = useT();
  const name = useUploadName();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const pages = uploadsPages(filters);
  const query = useInfiniteQuery(pages);
  const change = (to: UploadFilters) => void navigate({ search: { ...filters, ...to } });
  return (
    <>
      <PageHeader title={t("nav.uploads")} description={t("uploads.description")} />
      <PagedTable
        label={t("nav.uploads")}
        query={query}
        columns={columns(t, name)}
        rowKey={(upload) => upload.id}
        name="uploads"
        source={pages}
        search={{ ...filters }}
        onSearch={(to) => void navigate({ search: to })}
        sort={filters.sort ?? newestFirst}
        onSort={(sort) => change({ sort })}
        filters={
          <FilterSelect
            label={t("uploads.state")}
            any={t("uploads.any_state")}
            options={uploadStates.map((value) => ({ value, label: t(`upload_state.${value}`) }))}
            value={filters.state}
            onChange={(state) => change({ state })}
          />
        }
        empty={
          <EmptyState
            title={t("uploads.empty")}
            detail={t("uploads.empty_detail")}
            action={<GuideLink />}
          />
        }
      />
    </>
  );
}
