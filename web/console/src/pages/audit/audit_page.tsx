import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { auditTabs } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { BrowserCheck } from "./browser_check";
import { ChainState } from "./chain_state";
import { EntriesTab } from "./entries_tab";
import { ExportTab } from "./export_tab";
import { ServerCheck } from "./server_check";
import classes from "./audit.module.css";

const route = getRouteApi("/console/operations/audit");

/** Who did what and who saw what, and the proof that nothing of it was changed. */
export function AuditPage() {
  const t = useT();
  const { tab = "entries", ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t("nav.audit")} description={t("audit.description")} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: { tab: auditTabs.find((one) => one === value) } })
        }
      >
        <Tabs.List mb="md">
          {auditTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`audit.tab_${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="entries">
          <EntriesTab
            filters={filters}
            onFilters={(next) => void navigate({ search: next, replace: true })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="proof">
          <div className={classes["panels"]}>
            <ChainState />
            <ServerCheck />
            <BrowserCheck />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="export">
          <ExportTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
