import { Tabs } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import { platformGatewayTabs } from "@/app/operations_search";
import { useMay } from "@/app/permissions";
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
  const may = useMay();
  const search = route.useSearch();
  const { tab = "rules" } = search;
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader
        title={t("nav.platform_gateway")}
        description={
          <>
            {t("platform_gateway.page")}{" "}
            {may("platform.observability:read") && (
              <Link to="/observability" search={{ tab: "traffic" }} className="link underlined">
                {t("platform_gateway.to_traffic")}
              </Link>
            )}
          </>
        }
      />
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
