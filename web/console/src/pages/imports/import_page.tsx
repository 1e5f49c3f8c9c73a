import { Alert, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { importQuery, isMoving } from "@/api/imports";
import { sentence } from "@/api/problem";
import { ExtraWords } from "@/app/extra_words";
import { useNumberLocale } from "@/app/preferences";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { Moment } from "@/components/moment";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { ImportActions } from "./import_actions";
import { ImportProgress } from "./import_progress";
import { RejectedLines } from "./rejected_lines";
import { TimeLeft } from "./time_left";
import classes from "./imports.module.css";

const route = getRouteApi("/console/imports/$importId");

function ImportContent() {
  const t = useT();
  const locale = useNumberLocale();
  const { importId } = route.useParams();
  const query = useQuery(importQuery(importId));
  const item = query.data;
  return (
    <>
      <PageHeader
        title={item?.name || t("imports.import")}
        parent={{ to: "/imports", label: t("nav.imports") }}
        actions={item !== undefined && <ImportActions item={item} />}
        {...(item !== undefined && isMoving(item) ? { description: t("imports.leave") } : {})}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={140} />}
      {item !== undefined && (
        <>
          <section className="surface padded" aria-label={t("imports.progress")}>
            <ImportProgress
              item={item}
              more={
                isMoving(item) && <TimeLeft key={item.id} item={item} at={query.dataUpdatedAt} />
              }
            />
            {item.failure !== undefined && (
              <Alert color="red" variant="light" mt="sm">
                {sentence(item.failure)}
              </Alert>
            )}
            <dl className={classes["figures"]}>
              <div>
                <dt>{t("imports.created")}</dt>
                <dd className="figures">{formatCount(item.created, locale)}</dd>
              </div>
              <div>
                <dt>{t("imports.exists")}</dt>
                <dd className="figures">{formatCount(item.exists, locale)}</dd>
              </div>
              <div>
                <dt>{t("imports.refused")}</dt>
                <dd className="figures">{formatCount(item.refused, locale)}</dd>
              </div>
              <div>
                <dt>{t("imports.started")}</dt>
                <dd data-date>
                  <Moment at={item.started_at} />
                </dd>
              </div>
              <div>
                <dt>{t("imports.finished")}</dt>
                <dd data-date>
                  <Moment at={item.finished_at} />
                </dd>
              </div>
            </dl>
          </section>
          <Title order={2} mt="lg" mb="xs">
            {t("imports.rejected")}
          </Title>
          <RejectedLines item={item} />
        </>
      )}
    </>
  );
}

export function ImportPage() {
  return (
    <ExtraWords group="imports">
      <ImportContent />
    </ExtraWords>
  );
}
