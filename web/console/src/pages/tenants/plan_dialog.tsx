import { NumberInput, Tabs, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ListedTenant } from "@/api/organisation";
import { setPlan, tenantUsageQuery, type Limit, type Plan, type Usage } from "@/api/usage";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { TenantLimitsTab } from "@/pages/limit_plans/tenant_limits";
import { LimitBars } from "@/pages/usage/limit_bars";
import { UsageHistory } from "@/pages/usage/usage_history";

interface Props {
  tenant: ListedTenant;
  usage: Usage;
  onClose: () => void;
}

/** Limits in the order of the form, and how many of what is limited is one in its field. */
const fields: { limit: Limit; unit: number }[] = [
  { limit: "users", unit: 1 },
  { limit: "api_keys", unit: 1 },
  { limit: "calls", unit: 1 },
  { limit: "storage_bytes", unit: 1e6 },
];

type Limits = Partial<Record<Limit, string | number>>;

function limitsOf(usage: Usage): Limits {
  return Object.fromEntries(
    fields.map(({ limit, unit }) => {
      const allowed = usage.limits.find((one) => one.limit === limit)?.allowed;
      return [limit, allowed === undefined ? "" : allowed / unit];
    }),
  );
}

function PlanForm({ tenant, usage, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [name, setName] = useState(usage.plan);
  const [limits, setLimits] = useState(() => limitsOf(usage));
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const plan: Plan = { name };
      for (const { limit, unit } of fields) {
        const most = limits[limit] ?? "";
        if (most !== "") plan[limit] = Math.round(Number(most) * unit);
      }
      if (reason !== "") plan.reason = reason;
      return setPlan(tenant.id, plan);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["usage"] });
      notifications.show({ message: t("usage.saved", { tenant: tenant.name }) });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <ProblemAlert error={save.error} />}
      <LimitBars limits={usage.limits} />
      <TextInput
        mt="md"
        label={t("usage.plan_name")}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {fields.map(({ limit, unit }) => (
        <NumberInput
          key={limit}
          label={t("usage.limit", { limit })}
          description={t("usage.empty_means")}
          min={0}
          allowDecimal={unit > 1}
          suffix={unit > 1 ? " MB" : ""}
          value={limits[limit] ?? ""}
          onChange={(most) => setLimits((before) => ({ ...before, [limit]: most }))}
        />
      ))}
      <Textarea
        label={t("tenants.reason")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormActions onCancel={onClose} mt="md" loading={save.isPending}>
        {t("usage.save")}
      </FormActions>
    </form>
  );
}

/** What a tenant uses, and how much it may have. */
export function PlanDialog({ tenant, onClose }: Omit<Props, "usage">) {
  const t = useT();
  const query = useQuery(tenantUsageQuery(tenant.id));
  return (
    <Dialog title={t("usage.plan_of", { tenant: tenant.name })} onClose={onClose} size="xl">
      {query.isError && <ProblemAlert error={query.error} />}
      {query.data !== undefined && (
        <Tabs defaultValue="plan" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="plan">{t("usage.plan_short")}</Tabs.Tab>
            <Tabs.Tab value="limits">{t("limit_plans.limits")}</Tabs.Tab>
            <Tabs.Tab value="history">{t("usage.history")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="plan">
            <PlanForm tenant={tenant} usage={query.data} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="limits">
            <TenantLimitsTab tenant={tenant} onClose={onClose} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <UsageHistory limits={query.data.limits} tenant={tenant.id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Dialog>
  );
}
