import { Text, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { defaultPlan, limitPlansQuery, setLimitPlan, type LimitPlan } from "@/api/limit_plans";
import { mapProblem, problemOf } from "@/api/problem";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { LimitFields } from "./limit_fields";
import { limitPointers, settingsOf, valuesOf, type LimitErrors } from "./limit_values";

interface Props {
  plan: LimitPlan;
  /** Of what was read; absent for a plan that is new. */
  tag: string | undefined;
  fresh: boolean;
  onClose: () => void;
}

/** A new plan of a name that another has would replace that one unawares. */
class NameTaken extends Error {}

const pointers = { ...limitPointers, "/name": "name" as const, "/reason": "reason" as const };

/** What a plan allows; saving refuses what changed meanwhile. */
export function PlanForm({ plan, tag, fresh, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [name, setName] = useState(plan.name);
  const [values, setValues] = useState(() => valuesOf(plan.limits));
  const [reason, setReason] = useState("");
  const ofStrangers = name === defaultPlan;
  const save = useMutation({
    mutationFn: async () => {
      if (fresh) {
        const plans = await client.fetchQuery({ ...limitPlansQuery, staleTime: 0 });
        if (plans.some((other) => other.name === name)) throw new NameTaken();
      }
      const limits = settingsOf(values);
      if (!ofStrangers) delete limits.address;
      return setLimitPlan({ name, limits }, reason, tag);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["limit-plans"] });
      notifications.show({ message: t("limit_plans.saved", { name }) });
      onClose();
    },
  });
  const taken = save.error instanceof NameTaken;
  const { fields, rest } = taken
    ? { fields: { name: t("limit_plans.name_taken") }, rest: [] }
    : mapProblem<keyof LimitErrors | "name" | "reason">(problemOf(save.error), pointers);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && !taken && <ProblemAlert error={save.error} rest={rest} />}
      {fresh && (
        <TextInput
          mb="md"
          label={t("limit_plans.name")}
          description={t("limit_plans.name_detail")}
          required
          maxLength={40}
          data-autofocus
          error={fields.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <Text size="sm" mb="sm">
        {t(ofStrangers ? "limit_plans.default_detail" : "limit_plans.fields_detail")}
      </Text>
      <LimitFields
        values={values}
        errors={fields}
        ofStrangers={ofStrangers}
        empty={t("limit_plans.any")}
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
        {t("limit_plans.save")}
      </FormActions>
    </form>
  );
}
