import { Alert, Code, Group, Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { definitionsQuery, sagaQuery } from "@/api/sagas";
import { sentence } from "@/api/problem";
import { useMay } from "@/app/permissions";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useTraceFact } from "@/components/trace_id";
import { useT } from "@/messages/use_t";
import { SagaActions } from "./saga_actions";
import { SagaFlow } from "./saga_flow";
import { SagaLog } from "./saga_log";
import { StatusBadge } from "./status_badge";
import classes from "./sagas.module.css";

const route = getRouteApi("/console/operations/sagas/$sagaId");

export function SagaPage() {
  const t = useT();
  const may = useMay();
  const { sagaId } = route.useParams();
  const query = useQuery(sagaQuery(sagaId));
  const definitions = useQuery(definitionsQuery);
  const saga = query.data;
  const traceFact = useTraceFact();
  const steps = definitions.data?.find((one) => one.hash === saga?.definition_hash)?.steps;
  return (
    <>
      <PageHeader
        title={saga?.definition ?? t("sagas.saga")}
        parent={{ to: "/sagas", label: t("nav.sagas") }}
        description={
          saga && (
            <Group gap="xs">
              <StatusBadge {...saga.progress} />
              <Code>{saga.id}</Code>
              <Moment at={saga.created_at} />
            </Group>
          )
        }
        actions={saga && steps && <SagaActions saga={saga} steps={steps} may={may} />}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={220} />}
      {saga !== undefined && (
        <>
          {saga.progress.failure !== undefined && (
            <Alert color="orange" variant="light" mb="md">
              {sentence(saga.progress.failure)}
            </Alert>
          )}
          {!saga.known && definitions.isSuccess && (
            <Alert color="yellow" variant="light" mb="md">
              {t("sagas.unknown")}
            </Alert>
          )}
          {saga.progress.timer_at !== undefined && (
            <p className="quiet">
              {t("sagas.waits_until")} <Moment at={saga.progress.timer_at} />
            </p>
          )}
          {steps && <SagaFlow steps={steps} progress={saga.progress} />}
          <Title order={2} mt="lg" mb="xs">
            {t("sagas.log")}
          </Title>
          <SagaLog log={saga.log} />
          {saga.trace_id !== undefined && <Facts facts={[traceFact(saga.trace_id)]} />}
          <div className={classes["data"]}>
            <section>
              <Title order={2} mb="xs">
                {t("sagas.input")}
              </Title>
              <JsonView text={saga.input} label={t("sagas.input")} />
            </section>
            <section>
              <Title order={2} mb="xs">
                {t("sagas.state")}
              </Title>
              <JsonView text={saga.state} label={t("sagas.state")} />
            </section>
          </div>
        </>
      )}
    </>
  );
}
