import { Button, Collapse, Group, NumberInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { createHold, createTransfer, type Transfer } from "@/api/transfers";
import { useNumberLocale } from "@/app/preferences";
import { AccountSelect } from "@/components/account_select";
import { ProblemAlert } from "@/components/problem_alert";
import { parseAmount } from "@/format/amount_input";
import { formatAmount } from "@/format/amount_text";
import { scaleOf } from "@/format/decimal";
import { statusWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { Preview } from "./preview";
import { newTransferOf, pointers, statuses, type TransferForm as Fields } from "./transfer_form_fields";
import classes from "./transfers.module.css";
import { useRefreshLedger } from "./use_refresh_ledger";

interface Props {
  initial: Partial<Fields>;
  onDone: (transfer: Transfer) => void;
}

/** Decimals of the chosen accounts' asset; most have two. */
function scaleFor({ debit, credit }: Fields): number {
  const known = debit ?? credit;
  return known === null ? 2 : scaleOf(known.balance.amount);
}

export function TransferForm({ initial, onDone }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const refresh = useRefreshLedger();
  const once = useRef(new IdempotentWrite());
  const [more, setMore] = useState(false);
  const form = useForm<Fields>({
    initialValues: { mode: "transfer", debit: null, credit: null, amount: "", reference: "", code: 1, minutes: 60, ...initial },
    validate: {
      debit: (value) => (value === null ? t("form.required") : null),
      credit: (value, values) =>
        value === null ? t("form.required")
        : value.id === values.debit?.id ? t("status.accounts_must_be_different") : null,
      amount: (value, values) => {
        const scale = scaleFor(values);
        const result = parseAmount(value, scale);
        return result.ok ? null : t(`amount.${result.reason}`, { scale });
      },
    },
  });
  const { debit, credit, mode, amount } = form.values;
  const known = debit ?? credit;
  const parsed = parseAmount(amount, scaleFor(form.values));
  const send = useMutation({
    mutationFn: (values: Fields) => {
      if (!parsed.ok) throw new Error("the amount was not checked");
      const body = newTransferOf(values, parsed.amount);
      const create = values.mode === "hold" ? createHold : createTransfer;
      return once.current.run([values.mode, body], (idempotencyKey) => create(body, { idempotencyKey }));
    },
    onSuccess: async (transfer) => {
      await refresh();
      onDone(transfer);
    },
    onError: (error) => {
      const problem = problemOf(error);
      const mapped = mapProblem(problem, pointers, statuses);
      const words = problem.ledger_status && statusWords(problem.ledger_status.name, t);
      form.setErrors({ ...mapped.fields, ...(mapped.status && words ? { [mapped.status]: words } : {}) });
    },
  });
  const mapped = send.isError ? mapProblem(problemOf(send.error), pointers, statuses) : undefined;
  const inline = mapped !== undefined && (mapped.status !== undefined || Object.keys(mapped.fields).length > 0);
  const shown = parsed.ok && known !== null ? formatAmount({ amount: parsed.amount, asset: known.asset }, locale) : "";
  const action = t(mode === "hold" ? "transfers.hold_amount" : "transfers.send_amount", { amount: shown });
  return (
    <div className={classes["columns"]}>
      <form noValidate className="surface padded" onSubmit={form.onSubmit((values) => send.mutate(values))}>
        {send.isError && mapped !== undefined && (!inline || mapped.rest.length > 0) && (
          <ProblemAlert error={send.error} rest={mapped.rest} />
        )}
        <Stack gap="md">
          <SegmentedControl
            aria-label={t("transfers.mode")}
            data={[
              { value: "transfer", label: t("transfers.mode_transfer") },
              { value: "hold", label: t("transfers.mode_hold") },
            ]}
            {...form.getInputProps("mode")}
          />
          <AccountSelect label={t("transfers.from")} description={t("transfers.from_detail")} value={debit} ledger={credit?.ledger} error={form.errors["debit"]} onChange={(account) => form.setFieldValue("debit", account)} />
          <AccountSelect label={t("transfers.to")} description={t("transfers.to_detail")} value={credit} ledger={debit?.ledger} error={form.errors["credit"]} onChange={(account) => form.setFieldValue("credit", account)} />
          <TextInput
            label={t("transfers.amount")}
            required
            inputMode="decimal"
            autoComplete="off"
            rightSection={<span className="quiet">{known?.asset}</span>}
            rightSectionWidth={52}
            {...form.getInputProps("amount")}
          />
          <TextInput label={t("statement.reference")} description={t("transfers.reference_detail")} maxLength={140} {...form.getInputProps("reference")} />
          {mode === "hold" && (
            <NumberInput label={t("transfers.minutes")} description={t("transfers.minutes_detail")} min={1} allowDecimal={false} {...form.getInputProps("minutes")} />
          )}
          <div>
            <Button variant="subtle" size="compact-sm" color="gray" aria-expanded={more} onClick={() => setMore(!more)}>
              {t("common.more")}
            </Button>
            <Collapse expanded={more || form.errors["code"] !== undefined}>
              <NumberInput mt="xs" label={t("accounts.code")} description={t("accounts.code_detail")} min={1} max={65535} allowDecimal={false} {...form.getInputProps("code")} />
            </Collapse>
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
      <Preview debit={debit} credit={credit} amount={parsed.ok ? parsed.amount : undefined} mode={mode} />
    </div>
  );
}
