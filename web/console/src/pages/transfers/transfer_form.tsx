import {
  Button,
  Collapse,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import type { Transfer } from "@/api/transfers";
import { useNumberLocale } from "@/app/preferences";
import { AccountSelect } from "@/components/account_select";
import { ProblemAlert } from "@/components/problem_alert";
import { formatAmount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { Preview } from "./preview";
import type { TransferForm as Fields } from "./transfer_form_fields";
import classes from "./transfers.module.css";
import { useTransferForm } from "./use_transfer_form";

interface Props {
  initial: Partial<Fields>;
  onDone: (transfer: Transfer) => void;
}

/** Fields on one side, what they will change on the other. */
export function TransferForm({ initial, onDone }: Props) {
  const t = useT();
  const locale = useNumberLocale();
  const [more, setMore] = useState(false);
  const { form, send, amount, inline, rest } = useTransferForm(initial, onDone);
  const { debit, credit, mode } = form.values;
  const known = debit ?? credit;
  const shown =
    amount !== undefined && known !== null
      ? formatAmount({ amount, asset: known.asset }, locale)
      : "";
  const action = t(mode === "hold" ? "transfers.hold_amount" : "transfers.send_amount", {
    amount: shown,
  });
  return (
    <div className={classes["columns"]}>
      <form
        noValidate
        className="surface padded"
        onSubmit={form.onSubmit((values) => send.mutate(values))}
      >
        {send.isError && (!inline || rest.length > 0) && (
          <ProblemAlert error={send.error} rest={rest} />
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
          <AccountSelect
            label={t("transfers.from")}
            description={t("transfers.from_detail")}
            value={debit}
            ledger={credit?.ledger}
            error={form.errors["debit"]}
            onChange={(account) => form.setFieldValue("debit", account)}
          />
          <AccountSelect
            label={t("transfers.to")}
            description={t("transfers.to_detail")}
            value={credit}
            ledger={debit?.ledger}
            error={form.errors["credit"]}
            onChange={(account) => form.setFieldValue("credit", account)}
          />
          <TextInput
            label={t("transfers.amount")}
            required
            inputMode="decimal"
            autoComplete="off"
            rightSection={<span className="quiet">{known?.asset}</span>}
            rightSectionWidth={52}
            {...form.getInputProps("amount")}
          />
          <TextInput
            label={t("statement.reference")}
            description={t("transfers.reference_detail")}
            maxLength={140}
            {...form.getInputProps("reference")}
          />
          {mode === "hold" && (
            <NumberInput
              label={t("transfers.minutes")}
              description={t("transfers.minutes_detail")}
              min={1}
              allowDecimal={false}
              {...form.getInputProps("minutes")}
            />
          )}
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              color="gray"
              aria-expanded={more}
              onClick={() => setMore(!more)}
            >
              {t("common.more")}
            </Button>
            <Collapse expanded={more || form.errors["code"] !== undefined}>
              <NumberInput
                mt="xs"
                label={t("accounts.code")}
                description={t("accounts.code_detail")}
                min={1}
                max={65535}
                allowDecimal={false}
                {...form.getInputProps("code")}
              />
            </Collapse>
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
      <Preview debit={debit} credit={credit} amount={amount} mode={mode} />
    </div>
  );
}
