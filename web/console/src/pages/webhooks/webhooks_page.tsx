import { Button, Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/app/permissions";
import { webhookTabs, type WebhooksSearch } from "@/app/operations_search";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { AttemptsTab } from "./attempts_tab";
import { EndpointDialog } from "./endpoint_form";
import { EndpointsTab } from "./endpoints_tab";
import { ReceivedTab } from "./received_tab";
import { SourceDialog } from "./source_form";
import { SourcesTab } from "./sources_tab";

const route = getRouteApi("/console/operations/webhooks");

/** Telling others what happened, and being told. */
export function WebhooksPage() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [creating, setCreating] = useState<"endpoint" | "source">();
  const show = (next: WebhooksSearch) => void navigate({ search: next });
  const tab = search.tab ?? "endpoints";
  const wanted = tab === "sources" || tab === "received" ? "source" : "endpoint";
  const create = may("webhooks:write") && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(wanted)}>
      {t(wanted === "source" ? "sources.create" : "hooks.create")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("nav.webhooks")} description={t("hooks.page")} actions={create} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => show({ tab: webhookTabs.find((one) => one === value) })}
      >
        <Tabs.List mb="md">
          {webhookTabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`hooks.tab_${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="endpoints">
          <EndpointsTab
            create={create}
            sort={search.sort}
            onSort={(sort) => show({ ...search, sort })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="attempts">
          <AttemptsTab search={search} onSearch={show} />
        </Tabs.Panel>
        <Tabs.Panel value="sources">
          <SourcesTab
            create={create}
            sort={search.sort}
            onSort={(sort) => show({ ...search, sort })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="received">
          <ReceivedTab search={search} onSearch={show} />
        </Tabs.Panel>
      </Tabs>
      {creating === "endpoint" && <EndpointDialog onClose={() => setCreating(undefined)} />}
      {creating === "source" && <SourceDialog onClose={() => setCreating(undefined)} />}
    </>
  );
}
