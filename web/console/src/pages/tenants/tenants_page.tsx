import { Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { tenantPages, type ListedTenant } from "@/api/organisation";
import { beginEmergency } from "@/api/support";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { TenantBadge } from "@/pages/organisation/tenant_badge";
import { ChangeStanding } from "./change_standing";
import { EnterDialog } from "./enter_dialog";
import { OpenConsents } from "./open_consents";
import { PlanDialog } from "./plan_dialog";
import { TenantFilters } from "./tenant_filters";

const route = getRouteApi("/console/tenants");

function canChange({ status }: ListedTenant): boolean {
  return status === "active" || status === "closed" || status === "suspended";
}

function Tenants() {
  const t = useT();
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const pages = tenantPages({ search: search.q, status: search.status });
  const query = useInfiniteQuery(pages);
  const [changing, setChanging] = useState<ListedTenant>();
  const [planning, setPlanning] = useState<ListedTenant>();
  const [looking, setLooking] = useState<ListedTenant>();
  const columns: Column<ListedTenant>[] = [
    {
      id: "name",
      header: t("tenants.name"),
      title: true,
      cell: (tenant) => tenant.name || tenant.id,
    },
    { id: "slug", header: t("tenants.slug"), cell: (tenant) => tenant.slug },
    {
      id: "status",
      header: t("organisation.status"),
      cell: (tenant) => <TenantBadge status={tenant.status} />,
    },
    {
      id: "sandbox",
      header: t("tenants.sandbox"),
      cell: (tenant) => (tenant.sandbox ? t("tenants.yes") : "–"),
    },
    {
      id: "created",
      header: t("common.created"),
      cell: (tenant) => <Moment at={tenant.created_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (tenant) =>
        may("platform.tenants:write") &&
        canChange(tenant) && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            {may("platform.support:write") && tenant.status !== "closed" && (
              <Button variant="subtle" size="compact-xs" onClick={() => setLooking(tenant)}>
                {t("support.emergency_short")}
                <span className="visually-hidden"> {tenant.name}</span>
              </Button>
            )}
            <Button variant="subtle" size="compact-xs" onClick={() => setPlanning(tenant)}>
              {t("usage.plan_short")}
              <span className="visually-hidden"> {tenant.name}</span>
            </Button>
            <Button
              variant="subtle"
              color={tenant.status === "suspended" ? "accent" : "red"}
              size="compact-xs"
              onClick={() => setChanging(tenant)}
            >
              {t(tenant.status === "suspended" ? "tenants.lift" : "tenants.suspend")}
              <span className="visually-hidden"> {tenant.name}</span>
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t("nav.tenants")} description={t("tenants.description")} />
      <PagedTable
        label={t("nav.tenants")}
        query={query}
        columns={columns}
        rowKey={(tenant) => tenant.id}
        name="tenants"
        source={pages}
        search={{ ...search }}
        onSearch={(to) => void navigate({ search: to })}
        filters={
          <TenantFilters
            search={search}
            onSearch={(to) => void navigate({ search: { ...search, ...to }, replace: true })}
          />
        }
        empty={<EmptyState title={t("tenants.empty")} />}
      />
      {may("platform.support:write") && <OpenConsents />}
      {looking !== undefined && (
        <EnterDialog
          title={t("support.emergency")}
          detail={t("support.emergency_detail", { tenant: looking.name })}
          enter={(reason) => beginEmergency(looking.id, reason)}
          onClose={() => setLooking(undefined)}
        />
      )}
      {planning !== undefined && (
        <PlanDialog tenant={planning} onClose={() => setPlanning(undefined)} />
      )}
      {changing !== undefined && (
        <ChangeStanding tenant={changing} onClose={() => setChanging(undefined)} />
      )}
    </>
  );
}

/** The tenants of the platform, for operators. */
export function TenantsPage() {
  return (
    <ExtraWords group="organisation">
      <Tenants />
    </ExtraWords>
  );
}
