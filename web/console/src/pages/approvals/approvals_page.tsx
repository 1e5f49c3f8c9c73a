import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { approvalTabs } from "@/app/search_params";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { ApprovalDialog } from "./approval_dialog";
import { ApprovalList } from "./approval_list";
import { Rules } from "./rules";

const route = getRouteApi("/console/approvals");

function Approvals() {
  const t = useT();
  const may = useMay();
  const { tab = "inbox", id } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (wanted: string | undefined) =>
    void navigate({ search: { tab: tab === "inbox" ? undefined : tab, id: wanted } });
  const tabs = approvalTabs.filter((one) => one !== "rules" || may("tenant:read"));
  return (
    <>
      <PageHeader title={t("nav.approvals")} description={t("approvals.description")} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: { tab: approvalTabs.find((one) => one === value) } })
        }
      >
        <Tabs.List mb="md">
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`approvals.${value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="inbox">
          <ApprovalList label={t("approvals.inbox")} status="pending" onOpen={open} />
        </Tabs.Panel>
        <Tabs.Panel value="all">
          <ApprovalList label={t("approvals.all")} onOpen={open} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules />
        </Tabs.Panel>
      </Tabs>
      {id !== undefined && <ApprovalDialog id={id} onClose={() => open(undefined)} />}
    </>
  );
}

/** What waits for somebody else's approval. */
export function ApprovalsPage() {
  return (
    <ExtraWords group="organisation">
      <Approvals />
    </ExtraWords>
  );
}
