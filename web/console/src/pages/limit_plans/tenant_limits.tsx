import { Select, Skeleton, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  defaultPlan,
  limitPlansQuery,
  setTenantLimits,
  tenantLimitsQuery,
  type TenantLimits,
} from "@/api/limit_plans";
import { mapProblem, problemOf } from "@/api/problem";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { LimitFields } from "./limit_fields";
import { LimitList } from "./limit_list";
import { limitPointers, settingsOf, valuesOf, type LimitErrors } from "./limit_values";

interface Props {
  tenant: { id: string; name: string };
  onClose: () => void;
}

const pointers = { ...limitPointers, "/plan": "plan" as const, "/reason": "reason" as const };

function TenantLimitsForm({
  tenant,
  limits,
  tag,
  onClose,
}: Props & { limits: TenantLimits; tag: string | undefined }) {
  const t = useT();
  const client = useQueryClient();
  const plans = useQuery(limitPlansQuery).data ?? [];
  const [plan, setPlan] = useState(limits.plan ?? defaultPlan);
  const [values, setValues] = useState(() => valuesOf(limits.limits));
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const own = { limits: settingsOf(values) };
      const after = plan === defaultPlan ? own : { ...own, plan };
      return setTenantLimits(tenant.id, after, reason, tag);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["limit-plans"] });
      notifications.show({ message: t("limit_plans.tenant_saved", { tenant: tenant.name }) });
      onClose();
    },
  });
  const { fields, rest } = mapProblem<keyof LimitErrors | "plan" | "reason">(
    problemOf(save.error),
    pointers,
  );
  const ofPlan = { ...plans.find(({ name }) => name === plan)?.limits };
  // Strangers are nobody's, so this says nothing of a tenant.
  delete ofPlan.address;
  const names = [...new Set([defaultPlan, ...plans.map(({ name }) => name), plan])];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <ProblemAlert error={save.error} rest={rest} />}
      <Select
        label={t("limit_plans.plan")}
        allowDeselect={false}
        mb="xs"
        data={names}
        error={fields.plan}
        value={plan}
        onChange={(value) => value !== null && setPlan(value)}
      />
      <Text component="div" size="sm" mb="md">
        <LimitList limits={ofPlan} />
      </Text>
      <Text size="sm" fw={600}>
        {t("limit_plans.own")}
      </Text>
      <Text size="sm" mb="sm">
        {t("limit_plans.own_detail")}
      </Text>
      <LimitFields
        values={values}
        errors={fields}
        ofStrangers={false}
        empty={t("limit_plans.as_plan")}
        onChange={setValues}
      />
      <Textarea
        mt="md"
        label={t("tenants.reason")}
        description={t("limit_plans.reason_detail")}
        maxLength={500}
        error={fields.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormActions onCancel={onClose} mt="md" loading={save.isPending}>
        {t("limit_plans.save_tenant")}
      </FormActions>
    </form>
  );
}

/** The plan of limits that a tenant has, and what holds for it in place of what that says. */
export function TenantLimitsTab({ tenant, onClose }: Props) {
  const query = useQuery({
    ...tenantLimitsQuery(tenant.id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.isPending) return <Skeleton height={420} />;
  const { value, tag } = query.data;
  return <TenantLimitsForm key={tag} tenant={tenant} limits={value} tag={tag} onClose={onClose} />;
}
