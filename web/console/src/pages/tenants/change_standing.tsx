import { Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { liftSuspension, suspendTenant, type ListedTenant } from "@/api/organisation";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

interface Props {
  tenant: ListedTenant;
  onClose: () => void;
}

/** Suspends a tenant or lifts that, with a reason. */
export function ChangeStanding({ tenant, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const lifting = tenant.status === "suspended";
  const what = lifting ? "lift" : "suspend";
  const submit = async () => {
    setBusy(true);
    try {
      await (lifting ? liftSuspension(tenant.id, reason) : suspendTenant(tenant.id, reason));
      await client.invalidateQueries({ queryKey: ["tenants"] });
      notifications.show({
        message: t(lifting ? "tenants.lifted" : "tenants.suspended", { tenant: tenant.name }),
      });
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog title={t(`tenants.${what}_title`, { tenant: tenant.name })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {error !== undefined && <ProblemAlert error={error} />}
        <Text size="sm" mb="sm">
          {t(`tenants.${what}_detail`)}
        </Text>
        <Textarea
          label={t("tenants.reason")}
          required
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormActions onCancel={onClose} mt="md" color={lifting ? "accent" : "red"} loading={busy}>
          {t(`tenants.${what}`)}
        </FormActions>
      </form>
    </Dialog>
  );
}
