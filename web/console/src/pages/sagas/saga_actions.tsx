import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { moveSaga, possibleHands, type Saga, type SagaHand, type SagaStep } from "@/api/sagas";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** Hands that take something back, or give it up. */
const grave: SagaHand[] = ["reject", "cancel", "compensate", "give-up", "skip"];

/** The buttons for what can be done now. Each asks for a reason, which its log keeps. */
export function SagaActions({
  saga,
  steps,
  may,
}: {
  saga: Saga;
  steps: SagaStep[];
  may: (permission: string) => boolean;
}) {
  const t = useT();
  const [hand, setHand] = useState<SagaHand>();
  const permission = steps[saga.progress.step]?.permission;
  const hands = possibleHands(saga.progress, steps).filter((one) =>
    one === "approve" || one === "reject"
      ? may("sagas:decide") && (permission === undefined || may(permission))
      : may("sagas:write"),
  );
  if (hands.length === 0) return null;
  return (
    <>
      <Group gap="xs">
        {hands.map((one) => (
          <Button
            key={one}
            size="sm"
            variant={one === "approve" ? "filled" : "default"}
            onClick={() => setHand(one)}
          >
            {t(`saga_hand.${one}`)}
          </Button>
        ))}
      </Group>
      {hand !== undefined && (
        <HandDialog saga={saga} steps={steps} hand={hand} onClose={() => setHand(undefined)} />
      )}
    </>
  );
}

function HandDialog({
  saga,
  steps,
  hand,
  onClose,
}: {
  saga: Saga;
  steps: SagaStep[];
  hand: SagaHand;
  onClose: () => void;
}) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const [reason, setReason] = useState("");
  // The step as it was when the dialog opened: what the person decides about.
  const [seen] = useState(steps[saga.progress.step]?.name);
  const move = useMutation({
    mutationFn: () => {
      const body = {
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
        ...(seen === undefined ? {} : { step: seen }),
      };
      return once.current.run(body, (key) => moveSaga(saga.id, hand, body, key));
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ["sagas"] });
    },
  });
  return (
    <Dialog title={t(`saga_hand.${hand}`)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate();
        }}
      >
        {move.isError && <ProblemAlert error={move.error} />}
        <Text size="sm" mb="sm">
          {t(`saga_hand_detail.${hand}`)}
        </Text>
        <TextInput
          label={t("sagas.reason")}
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t("common.close")}
          </Button>
          <Button
            type="submit"
            loading={move.isPending}
            {...(grave.includes(hand) ? { color: "red" } : {})}
          >
            {t(`saga_hand.${hand}`)}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
