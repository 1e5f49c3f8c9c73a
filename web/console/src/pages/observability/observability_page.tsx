import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { observabilityTabs, type ObservabilityTab } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { HealthTab } from "./health_tab";
import { LogsTab } from "./logs_tab";
import { MetricsTab } from "./metrics_tab";
import { TracesTab } from "./traces_tab";
import { TrafficTab } from "./traffic_tab";

const route = getRouteApi("/console/operations/observability");

/** What the server tells of itself, for operators of the platform. */
export function ObservabilityPage() {
  const t = useT();
  const navigate = route.useNavigate();
  const { tab = "metrics", trace } = route.useSearch();
  const show = (search: { tab?: ObservabilityTab; trace?: string | undefined }) =>
    void navigate({ search });
  return (
    <>
      <PageHeader title={t("nav.observability")} description={t("observability.description")} />
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = observabilityTabs.find((candidate) => candidate === value);
          if (next !== undefined) show({ tab: next });
        }}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {observabilityTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`observability.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="metrics">
          <MetricsTab />
        </Tabs.Panel>
        <Tabs.Panel value="traffic">
          <TrafficTab />
        </Tabs.Panel>
        <Tabs.Panel value="traces">
          <TracesTab trace={trace} onOpen={(id) => show({ tab: "traces", trace: id })} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <LogsTab />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <HealthTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
