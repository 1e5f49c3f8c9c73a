import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { gatewayTabs } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { BlockedTab } from "./blocked_tab";
import { RulesTab } from "./rules_tab";
import { TesterTab } from "./tester_tab";

const route = getRouteApi("/console/operations/gateway");

/** Who may come, from where, with what; and what came of it. */
export function GatewayPage() {
  const t = useT();
  const search = route.useSearch();
  const { tab = "rules" } = search;
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t("nav.gateway")} description={t("gateway.page")} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: { tab: gatewayTabs.find((one) => one === value) } })
        }
      >
        <Tabs.List mb="md">
          {gatewayTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`gateway.tab_${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rules">
          <RulesTab />
        </Tabs.Panel>
        <Tabs.Panel value="blocked">
          <BlockedTab
            scope="own"
            search={search}
            onSearch={(to) => void navigate({ search: to })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="tester">
          <TesterTab scope="own" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
