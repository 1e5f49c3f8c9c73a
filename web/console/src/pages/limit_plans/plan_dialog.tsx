import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { limitPlanQuery } from "@/api/limit_plans";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { PlanForm } from "./plan_form";

/** A new plan. */
export function NewPlanDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t("limit_plans.create")} size="xl" onClose={onClose}>
      <PlanForm plan={{ name, limits: {} }} tag={undefined} fresh onClose={onClose} />
    </Dialog>
  );
}

/** A plan that there is, read anew: what was listed may be old. */
export function PlanDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useT();
  const query = useQuery({
    ...limitPlanQuery(name),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog title={t("limit_plans.edit_title", { name })} size="xl" onClose={onClose}>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={420} />}
      {query.data !== undefined && (
        <PlanForm
          key={query.data.tag}
          plan={query.data.value}
          tag={query.data.tag}
          fresh={false}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
