import { Button, Group, NumberInput, Text, Textarea, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { consentsQuery, grantSupport, withdrawConsent, type SupportConsent } from "@/api/support";
import { DataTable, type Column } from "@/components/data_table";
import { Dialog } from "@/components/dialog";
import { tellFailure } from "@/components/failure_notice";
import { FormActions } from "@/components/form_actions";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** For how long and what for. */
function Grant({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const [hours, setHours] = useState(2);
  const [reason, setReason] = useState("");
  const grant = useMutation({
    mutationFn: () => grantSupport(hours, reason),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: consentsQuery.queryKey });
      notifications.show({ message: t("support.granted") });
      onClose();
    },
  });
  return (
    <Dialog title={t("support.grant")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          grant.mutate();
        }}
      >
        {grant.isError && <ProblemAlert error={grant.error} />}
        <Text size="sm" mb="sm">
          {t("support.grant_detail")}
        </Text>
        <NumberInput
          label={t("support.hours")}
          min={1}
          max={72}
          allowDecimal={false}
          mb="sm"
          value={hours}
          onChange={(value) => setHours(Number(value))}
        />
        <Textarea
          label={t("support.reason")}
          required
          autosize
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FormActions onCancel={onClose} mt="md" loading={grant.isPending}>
          {t("support.grant")}
        </FormActions>
      </form>
    </Dialog>
  );
}

/** Whom of the platform one lets act in one's place, and the end of it. */
export function SupportAccess() {
  const t = useT();
  const client = useQueryClient();
  const [granting, setGranting] = useState(false);
  const consents = useQuery(consentsQuery);
  const rows = consents.data ?? [];
  const withdraw = useMutation({
    mutationFn: (consent: SupportConsent) => withdrawConsent(consent.id),
    onSuccess: () => notifications.show({ message: t("support.withdrawn") }),
    onSettled: () => client.invalidateQueries({ queryKey: consentsQuery.queryKey }),
    onError: (error) => tellFailure(error, t),
  });
  const columns: Column<SupportConsent>[] = [
    { id: "reason", header: t("support.reason"), title: true, cell: (one) => one.reason },
    { id: "as", header: t("support.as"), cell: (one) => one.user_name },
    { id: "until", header: t("support.until"), cell: (one) => <Moment at={one.until_at} /> },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (one) => (
        <Button
          variant="subtle"
          color="red"
          size="compact-xs"
          loading={withdraw.isPending && withdraw.variables.id === one.id}
          onClick={() => withdraw.mutate(one)}
        >
          {t("support.withdraw")}
        </Button>
      ),
    },
  ];
  return (
    <section aria-labelledby="support-access">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h4" id="support-access">
            {t("support.title")}
          </Title>
          <Text size="sm" className="quiet" maw={700}>
            {t("support.detail")}
          </Text>
        </div>
        <Button variant="default" onClick={() => setGranting(true)}>
          {t("support.grant")}
        </Button>
      </Group>
      {consents.isError && <ProblemAlert error={consents.error} />}
      {rows.length > 0 && (
        <DataTable
          label={t("support.title")}
          columns={columns}
          rows={rows}
          rowKey={(one) => one.id}
        />
      )}
      {granting && <Grant onClose={() => setGranting(false)} />}
    </section>
  );
}
