import { Skeleton, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { postHold, transferQuery, voidHold, type Transfer } from "@/api/transfers";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { Money } from "@/components/money";
import { ProblemAlert } from "@/components/problem_alert";
import { parseAmount } from "@/format/amount_input";
import { scaleOf } from "@/format/decimal";
import { useT } from "@/messages/use_t";
import { useRefreshLedger } from "./use_refresh_ledger";

interface Props {
  hold: string;
  action: "post" | "void";
  onClose: () => void;
}

/** Posts a hold, whole or in part, or voids it. */
export function HoldDialog({ hold, action, onClose }: Props) {
  const t = useT();
  const refresh = useRefreshLedger();
  const once = useRef(new IdempotentWrite());
  const query = useQuery(transferQuery(hold));
  const [typed, setTyped] = useState<string>();
  const held = query.data;
  const scale = held === undefined ? 2 : scaleOf(held.amount.amount);
  const parsed = parseAmount(typed ?? held?.amount.amount ?? "", scale);
  const run = useMutation({
    mutationFn: (): Promise<Transfer> => {
      const body =
        typed !== undefined && parsed.ok && held !== undefined
          ? { amount: { amount: parsed.amount, asset: held.amount.asset } }
          : {};
      return once.current.run({ hold, action, body }, (idempotencyKey) =>
        action === "post"
          ? postHold(hold, body, { idempotencyKey })
          : voidHold(hold, { idempotencyKey }),
      );
    },
    onSuccess: async () => {
      await refresh();
      notifications.show({
        message: t(action === "post" ? "transfers.posted" : "transfers.voided"),
      });
      onClose();
    },
  });
  const problem = run.isError
    ? mapProblem(problemOf(run.error), { "/amount": "amount" } as const)
    : undefined;
  const title = t(action === "post" ? "transfers.post_title" : "transfers.void_title");
  return (
    <Dialog title={title} onClose={onClose}>
      {query.isError && <ProblemAlert error={query.error} />}
      {problem !== undefined && <ProblemAlert error={run.error} rest={problem.rest} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (action === "void" || parsed.ok) run.mutate();
        }}
      >
        {held === undefined ? (
          <Skeleton height={60} />
        ) : action === "post" ? (
          <TextInput
            label={t("transfers.amount")}
            description={t("transfers.post_detail")}
            inputMode="decimal"
            data-autofocus
            value={typed ?? held.amount.amount}
            error={parsed.ok ? problem?.fields.amount : t(`amount.${parsed.reason}`, { scale })}
            rightSection={<span className="quiet">{held.amount.asset}</span>}
            rightSectionWidth={52}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : (
          <Text size="sm">
            {t("transfers.void_detail")} <Money value={held.amount} strong />
          </Text>
        )}
        <FormActions
          onCancel={onClose}
          mt="md"
          loading={run.isPending}
          disabled={held === undefined}
        >
          {t(action === "post" ? "transfers.post" : "transfers.void")}
        </FormActions>
      </form>
    </Dialog>
  );
}
