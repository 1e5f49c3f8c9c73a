import { Code, Group, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { uploadQuery, type Upload } from "@/api/uploads";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { GiveUp } from "./give_up";
import { GoOn } from "./go_on";
import { UploadBadge } from "./upload_badge";
import { useUploadName } from "./upload_name";
import { UploadProgress } from "./upload_progress";
import { UploadReply } from "./upload_reply";

const route = getRouteApi("/console/operations/uploads/$uploadId");

function UploadFacts({ upload }: { upload: Upload }) {
  const t = useT();
  const { operation, finished_at: finished } = upload;
  return (
    <section className="surface padded">
      <Facts
        facts={[
          { name: t("uploads.received"), value: <UploadProgress upload={upload} /> },
          operation === undefined
            ? undefined
            : { name: t("uploads.operation"), value: <Code>{operation}</Code> },
          upload.kind === "whole"
            ? undefined
            : { name: t("uploads.kind"), value: t(`uploads.kind_${upload.kind}`) },
          { name: t("uploads.created"), value: <Moment at={upload.created_at} /> },
          finished === undefined
            ? undefined
            : { name: t("uploads.finished"), value: <Moment at={finished} /> },
          {
            name: t(upload.state === "receiving" ? "uploads.expires_unless" : "uploads.expires"),
            value: <Moment at={upload.expires_at} />,
          },
        ]}
      />
    </section>
  );
}

/** One upload: how far it is, what came of it, and how to go on or end it. */
export function UploadPage() {
  const t = useT();
  const name = useUploadName();
  const { uploadId } = route.useParams();
  const query = useQuery(uploadQuery(uploadId));
  const upload = query.data;
  const open = upload?.state === "receiving" || upload?.state === "received";
  return (
    <>
      <PageHeader
        title={upload === undefined ? t("uploads.upload") : name(upload)}
        parent={{ to: "/uploads", label: t("nav.uploads") }}
        description={
          upload && (
            <Group gap="xs">
              <UploadBadge state={upload.state} />
              <span>{upload.id}</span>
            </Group>
          )
        }
        actions={upload !== undefined && open && <GiveUp upload={upload} />}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={180} />}
      {upload !== undefined && (
        <>
          {upload.state === "receiving" && <GoOn upload={upload} />}
          <UploadFacts upload={upload} />
          <UploadReply upload={upload} />
        </>
      )}
    </>
  );
}
