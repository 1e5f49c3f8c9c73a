import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { platformGatewayTabs } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { BlockedTab } from "@/pages/gateway/blocked_tab";
import { TesterTab } from "@/pages/gateway/tester_tab";
import { MaintenanceTab } from "./maintenance_tab";
import { PolicyTab } from "./policy_tab";

const route = getRouteApi("/console/operations/platform-gateway");

/** What stands before the requests of all tenants, for operators. */
export function PlatformGatewayPage() {
  const t = useT();
  const search = route.useSearch();
  const { tab = "rules" } = search;
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t("nav.platform_gateway")} description={t("platform_gateway.page")} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: { tab: platformGatewayTabs.find((one) => one === value) } })
        }
      >
        <Tabs.List mb="md">
          {platformGatewayTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(value === "maintenance" ? "maintenance.title" : `gateway.tab_${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rules">
          <PolicyTab />
        </Tabs.Panel>
        <Tabs.Panel value="maintenance">
          <MaintenanceTab />
        </Tabs.Panel>
        <Tabs.Panel value="blocked">
          <BlockedTab
            scope="platform"
            search={search}
            onSearch={(to) => void navigate({ search: to })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="tester">
          <TesterTab scope="platform" />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
