import { Alert, Code, Skeleton, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { endpointQuery, type Endpoint } from "@/api/webhooks";
import { useMay } from "@/app/permissions";
import { endpointTabs } from "@/app/operations_search";
import { CopyButton } from "@/components/copy_button";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { AttemptsTable } from "./attempts_table";
import { EndpointActions } from "./endpoint_actions";
import { EndpointState } from "./endpoint_state";
import { LastOutcome } from "./last_outcome";
import { LineTable } from "./line_table";

const route = getRouteApi("/console/operations/webhooks/$endpointId");

function EndpointFacts({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  return (
    <section className="surface padded">
      <Facts
        facts={[
          {
            name: t("hooks.events"),
            value:
              endpoint.event_types.length === 0
                ? t("hooks.events_all")
                : endpoint.event_types.join(", "),
          },
          {
            name: t("hooks.order"),
            value: t(endpoint.ordered ? "hooks.ordered_detail" : "hooks.unordered_detail"),
          },
          { name: t("hooks.last"), value: <LastOutcome endpoint={endpoint} /> },
          { name: t("common.created"), value: <Moment at={endpoint.created_at} /> },
          {
            name: t("hooks.id"),
            value: (
              <>
                <Code>{endpoint.id}</Code> <CopyButton text={endpoint.id} />
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

/** What its owner should know at once. */
function EndpointNotices({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const [now] = useState(() => Date.now());
  const {
    state,
    disabled_reason: reason,
    failing_since: failing,
    previous_until: until,
  } = endpoint;
  return (
    <>
      {state === "disabled" && (
        <Alert
          color={reason === "switched_off" ? "gray" : "red"}
          variant="light"
          role="note"
          mb="md"
        >
          {t(`hooks.disabled_${reason ?? "switched_off"}_detail`)}
        </Alert>
      )}
      {state === "enabled" && failing !== undefined && (
        <Alert color="orange" variant="light" role="note" mb="md">
          {t("hooks.failing_detail")} <Moment at={failing} />
        </Alert>
      )}
      {until !== undefined && Date.parse(until) > now && (
        <Alert color="blue" variant="light" role="note" mb="md">
          {t("hooks.both_secrets")} <Moment at={until} />
        </Alert>
      )}
    </>
  );
}

export function EndpointPage() {
  const t = useT();
  const may = useMay();
  const { endpointId } = route.useParams();
  const search = route.useSearch();
  const { tab = "attempts", outcome, state, sort } = search;
  const navigate = route.useNavigate();
  const query = useQuery(endpointQuery(endpointId));
  const parent = { to: "/webhooks", label: t("nav.webhooks") } as const;
  if (query.isError) {
    return (
      <>
        <PageHeader title={t("hooks.endpoint")} parent={parent} />
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      </>
    );
  }
  const endpoint = query.data?.value;
  return (
    <>
      <PageHeader
        title={endpoint?.url ?? t("hooks.endpoint")}
        parent={parent}
        description={
          endpoint && (
            <>
              <EndpointState endpoint={endpoint} /> {endpoint.description}
            </>
          )
        }
        actions={query.data && may("webhooks:write") && <EndpointActions seen={query.data} />}
      />
      {endpoint === undefined ? (
        <Skeleton height={120} mb="md" />
      ) : (
        <>
          <EndpointNotices endpoint={endpoint} />
          <EndpointFacts endpoint={endpoint} />
        </>
      )}
      <Tabs
        mt="md"
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = endpointTabs.find((one) => one === value);
          if (next !== undefined) void navigate({ search: { tab: next } });
        }}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="attempts">{t("hooks.attempts")}</Tabs.Tab>
          <Tabs.Tab value="line">{t("hooks.line")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="attempts">
          <AttemptsTable
            filters={{ endpoint_id: endpointId, outcome, sort }}
            urls={new Map(endpoint && [[endpoint.id, endpoint.url]])}
            search={{ ...search }}
            onSearch={(next) => void navigate({ search: next })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="line">
          <LineTable
            endpoint={endpointId}
            state={state}
            sort={sort}
            search={{ ...search }}
            onSearch={(next) => void navigate({ search: next })}
          />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
