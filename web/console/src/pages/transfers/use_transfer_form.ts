import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { createHold, createTransfer, type Transfer } from "@/api/transfers";
import { parseAmount } from "@/format/amount_input";
import { scaleOf } from "@/format/decimal";
import { statusWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import {
  newTransferOf,
  pointers,
  statuses,
  type TransferForm as Fields,
} from "./transfer_form_fields";
import { useRefreshLedger } from "./use_refresh_ledger";

/** Decimals of the chosen accounts' asset; most have two. */
function scaleFor({ debit, credit }: Fields): number {
  const known = debit ?? credit;
  return known === null ? 2 : scaleOf(known.balance.amount);
}

/**
 * The transfer form without its looks: fields, checks, sending, and what of a refusal is told at a
 * field (`inline`) and what is left for the alert (`rest`).
 */
export function useTransferForm(initial: Partial<Fields>, onDone: (transfer: Transfer) => void) {
  const t = useT();
  const refresh = useRefreshLedger();
  const once = useRef(new IdempotentWrite());
  const form = useForm<Fields>({
    initialValues: {
      mode: "transfer",
      debit: null,
      credit: null,
      amount: "",
      reference: "",
      code: 1,
      minutes: 60,
      ...initial,
    },
    validate: {
      debit: (value) => (value === null ? t("form.required") : null),
      credit: (value, values) =>
        value === null
          ? t("form.required")
          : value.id === values.debit?.id
            ? t("status.accounts_must_be_different")
            : null,
      amount: (value, values) => {
        const scale = scaleFor(values);
        const result = parseAmount(value, scale);
        return result.ok ? null : t(`amount.${result.reason}`, { scale });
      },
    },
  });
  const parsed = parseAmount(form.values.amount, scaleFor(form.values));
  const send = useMutation({
    mutationFn: (values: Fields) => {
      if (!parsed.ok) throw new Error("the amount was not checked");
      const body = newTransferOf(values, parsed.amount);
      const create = values.mode === "hold" ? createHold : createTransfer;
      return once.current.run([values.mode, body], (idempotencyKey) =>
        create(body, { idempotencyKey }),
      );
    },
    onSuccess: async (transfer) => {
      await refresh();
      onDone(transfer);
    },
    onError: (error) => {
      const problem = problemOf(error);
      const mapped = mapProblem(problem, pointers, statuses);
      const words = problem.ledger_status && statusWords(problem.ledger_status.name, t);
      form.setErrors({
        ...mapped.fields,
        ...(mapped.status && words ? { [mapped.status]: words } : {}),
      });
    },
  });
  const mapped = send.isError ? mapProblem(problemOf(send.error), pointers, statuses) : undefined;
  const inline =
    mapped !== undefined && (mapped.status !== undefined || Object.keys(mapped.fields).length > 0);
  const amount = parsed.ok ? parsed.amount : undefined;
  return { form, send, amount, inline, rest: mapped?.rest ?? [] };
}
