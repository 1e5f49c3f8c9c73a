import { Button, Group, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { approve, reject, type Approval } from "@/api/approvals";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

interface Props {
  approval: Approval;
  onClose: () => void;
}

/** Sends what was decided, and says what came of it. */
function useDecision({ approval, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ approves, reason }: { approves: boolean; reason: string }) =>
      approves ? approve(approval.id, reason) : reject(approval.id, reason),
    onSuccess: async ({ status }) => {
      const said = status === "done" || status === "failed" ? status : "rejected";
      const words = { done: "approved", failed: "failed", rejected: "rejected" } as const;
      notifications.show({
        color: said === "failed" ? "red" : "blue",
        message: t(`approvals.${words[said]}`),
      });
      // What was done may be on any page.
      await client.invalidateQueries();
      if (said !== "failed") onClose();
    },
  });
}

/** Approving and rejecting, for whoever did not ask. */
export function Decide(props: Props) {
  const t = useT();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const decide = useDecision(props);
  return (
    <>
      {decide.isError && <ProblemAlert error={decide.error} />}
      <Textarea
        mt="md"
        label={t("approvals.reason")}
        autosize
        maxLength={500}
        value={reason}
        error={missing && t("approvals.reason_needed")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button
          color="red"
          variant="outline"
          disabled={decide.isPending}
          onClick={() => {
            setMissing(reason === "");
            if (reason !== "") decide.mutate({ approves: false, reason });
          }}
        >
          {t("approvals.reject")}
        </Button>
        <Button
          loading={decide.isPending}
          onClick={() => decide.mutate({ approves: true, reason })}
        >
          {t("approvals.approve")}
        </Button>
      </Group>
    </>
  );
}

/** Doing what was approved and interrupted: it was decided, so nothing is left to say. */
export function GoOn(props: Props) {
  const t = useT();
  const decide = useDecision(props);
  return (
    <>
      {decide.isError && <ProblemAlert error={decide.error} />}
      <Text size="sm" mt="md">
        {t("approvals.go_on_detail")}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button
          loading={decide.isPending}
          onClick={() => decide.mutate({ approves: true, reason: "" })}
        >
          {t("approvals.go_on")}
        </Button>
      </Group>
    </>
  );
}
