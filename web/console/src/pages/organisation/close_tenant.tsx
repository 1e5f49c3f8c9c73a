import { Button, Group, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { closeTenant, reopenTenant, type Standing } from "@/api/organisation";
import type { Tenant } from "@/api/session";
import { tellFailure } from "@/components/failure_notice";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";

interface Props {
  tenant: Tenant;
  standing: Standing;
}

/** The end of a tenant, and the way back while there is one. */
export function CloseTenant({ tenant, standing }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [closing, setClosing] = useState(false);
  const [reason, setReason] = useState("");
  const name = tenant.name;
  // Every page shows something else from now on.
  const refresh = () => client.invalidateQueries();
  const reopen = useMutation({
    mutationFn: reopenTenant,
    onSuccess: async () => {
      await refresh();
      notifications.show({ message: t("organisation.reopened", { tenant: name }) });
    },
    onError: (error) => tellFailure(error, t),
  });
  if (standing.status !== "active" && standing.status !== "closed") return null;
  const closed = standing.status === "closed";
  return (
    <section aria-labelledby="close-tenant">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4" id="close-tenant">
            {t("organisation.close")}
          </Title>
          <Text size="sm" className="quiet" maw={700}>
            {t("organisation.close_detail")}
          </Text>
        </div>
        {closed ? (
          <Button loading={reopen.isPending} onClick={() => reopen.mutate()}>
            {t("organisation.reopen")}
          </Button>
        ) : (
          <Button color="red" variant="outline" onClick={() => setClosing(true)}>
            {t("organisation.close")}
          </Button>
        )}
      </Group>
      {closing && (
        <TypedConfirm
          title={t("organisation.close")}
          phrase={tenant.slug}
          action={t("organisation.close")}
          onClose={() => setClosing(false)}
          onConfirm={async () => {
            await closeTenant(tenant.slug, reason.trim());
            await refresh();
            notifications.show({ message: t("organisation.closed", { tenant: name }) });
          }}
        >
          <Text size="sm">{t("organisation.close_confirm", { tenant: name })}</Text>
          <Textarea
            mt="sm"
            label={t("organisation.reason")}
            description={t("organisation.reason_detail")}
            autosize
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </TypedConfirm>
      )}
    </section>
  );
}
