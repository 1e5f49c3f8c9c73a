import { Button, Group, NumberInput, Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { accountLimits, openAccount, type AccountLimit } from "@/api/accounts";
import { IdempotentWrite } from "@/api/idempotency";
import { ledgersQuery } from "@/api/ledgers";
import { mapProblem, problemOf } from "@/api/problem";
import { sizes } from "@/app/theme/tokens";
import { LedgerSelect } from "@/components/ledger_select";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { EmptyState } from "@/components/empty_state";
import { parseAmount } from "@/format/amount_input";
import { useT } from "@/messages/use_t";
import { newAccountOf, pointers, type AccountForm } from "./account_form";

const route = getRouteApi("/console/accounts/new");

export function OpenAccountPage() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useRef(new IdempotentWrite());
  const ledgers = useQuery(ledgersQuery);
  const { ledger: wanted } = route.useSearch();
  const only = ledgers.data?.length === 1 ? ledgers.data[0]?.id : undefined;
  const ledgerOf = (id: string) => ledgers.data?.find((item) => item.id === (id || only));
  const form = useForm<AccountForm>({
    initialValues: {
      ledger: wanted ?? "",
      name: "",
      reference: "",
      code: 1,
      limit: "none",
      overdraft: "",
    },
    validate: {
      ledger: (value) => (value || only ? null : t("form.required")),
      name: (value) => (value.trim() === "" ? t("form.required") : null),
      overdraft: (value, values) => {
        if (value.trim() === "" || values.limit !== "debits_must_not_exceed_credits") return null;
        const { scale } = ledgerOf(values.ledger) ?? { scale: 2 };
        const parsed = parseAmount(value, scale);
        return parsed.ok ? null : t(`amount.${parsed.reason}`, { scale });
      },
    },
  });
  const ledger = ledgerOf(form.values.ledger);
  const open = useMutation({
    mutationFn: (values: AccountForm) => {
      if (ledger === undefined) throw new Error("a ledger is required");
      const body = newAccountOf(values, ledger);
      return once.current.run(body, (idempotencyKey) => openAccount(body, { idempotencyKey }));
    },
    onSuccess: async (account) => {
      await client.invalidateQueries({ queryKey: ["accounts"] });
      await client.invalidateQueries({ queryKey: ["ledgers"] });
      notifications.show({ message: t("accounts.opened_done", { name: account.name }) });
      await navigate({ to: "/accounts/$accountId", params: { accountId: account.id } });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const title = t("accounts.open");
  const parent = { to: "/accounts", label: t("nav.accounts") } as const;
  if (ledgers.data?.length === 0) {
    return (
      <>
        <PageHeader title={title} parent={parent} />
        <div className="surface">
          <EmptyState
            title={t("ledgers.empty_title")}
            detail={t("accounts.needs_ledger")}
            action={
              <Button
                renderRoot={(props) => <Link to="/ledgers" search={{ create: "yes" }} {...props} />}
              >
                {t("ledgers.create")}
              </Button>
            }
          />
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader title={title} parent={parent} />
      <form
        noValidate
        className="surface padded"
        style={{ maxWidth: sizes.form }}
        onSubmit={form.onSubmit((values) => open.mutate(values))}
      >
        {ledgers.isError && (
          <ProblemAlert error={ledgers.error} retry={() => void ledgers.refetch()} />
        )}
        {open.isError && (
          <ProblemAlert
            error={open.error}
            rest={mapProblem(problemOf(open.error), pointers).rest}
          />
        )}
        <Stack gap="md">
          <LedgerSelect
            label={t("ledgers.ledger")}
            required
            value={form.values.ledger || only || null}
            error={form.errors["ledger"]}
            onChange={(value) => form.setFieldValue("ledger", value ?? "")}
          />
          <TextInput
            label={t("accounts.name")}
            description={t("accounts.name_detail")}
            required
            maxLength={120}
            {...form.getInputProps("name")}
          />
          <TextInput
            label={t("accounts.reference")}
            description={t("accounts.reference_detail")}
            maxLength={140}
            {...form.getInputProps("reference")}
          />
          <Radio.Group
            label={t("accounts.limit")}
            value={form.values.limit}
            error={form.errors["limit"]}
            onChange={(value) => form.setFieldValue("limit", value as AccountLimit)}
          >
            <Stack gap={6} mt={6}>
              {accountLimits.map((limit) => (
                <Radio
                  key={limit}
                  value={limit}
                  label={t(`limit.${limit}`)}
                  description={t(`limit_detail.${limit}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {form.values.limit === "debits_must_not_exceed_credits" && (
            <TextInput
              label={t("accounts.overdraft")}
              description={t("accounts.overdraft_detail")}
              inputMode="decimal"
              rightSection={<span className="quiet">{ledger?.asset}</span>}
              rightSectionWidth={52}
              {...form.getInputProps("overdraft")}
            />
          )}
          <NumberInput
            label={t("accounts.code")}
            description={t("accounts.code_detail")}
            min={1}
            max={65535}
            allowDecimal={false}
            {...form.getInputProps("code")}
          />
          <Group justify="flex-end">
            <Button variant="default" renderRoot={(props) => <Link to="/accounts" {...props} />}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={open.isPending}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
