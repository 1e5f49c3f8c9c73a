import { Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { defaultPlan, limitPlanQuery, removeLimitPlan } from "@/api/limit_plans";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";

/** Asks for the plan's name, and removes it unless tenants have it. */
export function RemovePlan({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  return (
    <TypedConfirm
      title={t("limit_plans.remove_title", { name })}
      phrase={name}
      action={t("limit_plans.remove")}
      onClose={onClose}
      onConfirm={async () => {
        const { tag } = await client.fetchQuery({ ...limitPlanQuery(name), staleTime: 0 });
        await removeLimitPlan(name, tag);
        await client.invalidateQueries({ queryKey: ["limit-plans"], exact: true });
        notifications.show({ message: t("limit_plans.removed", { name }) });
      }}
    >
      <Text size="sm">
        {t(name === defaultPlan ? "limit_plans.remove_default" : "limit_plans.remove_detail")}
      </Text>
    </TypedConfirm>
  );
}
