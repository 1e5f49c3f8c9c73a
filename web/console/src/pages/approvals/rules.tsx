import { Button, Code, Group, Select, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  approvalRulesQuery,
  removeApprovalRule,
  setApprovalRule,
  type ApprovalRule,
} from "@/api/approvals";
import { useMay } from "@/app/permissions";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { tellFailure } from "@/components/failure_notice";
import { OperationName, useOperationSummary } from "@/components/operation_name";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** A new rule, or another condition for one that is there. */
function RuleForm({ operations }: { operations: string[] }) {
  const t = useT();
  const client = useQueryClient();
  const summary = useOperationSummary();
  const [operation, setOperation] = useState<string | null>(null);
  const [condition, setCondition] = useState("");
  const save = useMutation({
    mutationFn: () => setApprovalRule(operation ?? "", condition),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: approvalRulesQuery.queryKey });
      notifications.show({ message: t("approvals.rule_saved") });
      setOperation(null);
      setCondition("");
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <ProblemAlert error={save.error} />}
      <Group align="flex-end" mb="md">
        <Select
          label={t("approvals.operation")}
          searchable
          required
          w={320}
          maw="100%"
          data={operations.map((value) => ({ value, label: `${summary(value)} · ${value}` }))}
          value={operation}
          onChange={setOperation}
        />
        <TextInput
          label={t("approvals.condition")}
          flex={1}
          miw={220}
          maxLength={2000}
          value={condition}
          onChange={(event) => setCondition(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending} disabled={operation === null}>
          {t("approvals.save_rule")}
        </Button>
      </Group>
    </form>
  );
}

/** What waits in this tenant, and when. */
export function Rules() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const query = useQuery(approvalRulesQuery);
  const remove = useMutation({
    mutationFn: (rule: ApprovalRule) => removeApprovalRule(rule.operation),
    onSuccess: () => notifications.show({ message: t("approvals.rule_removed") }),
    onSettled: () => client.invalidateQueries({ queryKey: approvalRulesQuery.queryKey }),
    onError: (error) => tellFailure(error, t),
  });
  const columns: Column<ApprovalRule>[] = [
    {
      id: "operation",
      header: t("approvals.operation"),
      title: true,
      cell: (rule) => <OperationName operation={rule.operation} />,
    },
    {
      id: "condition",
      header: t("approvals.condition"),
      cell: (rule) =>
        rule.condition === "" ? t("approvals.always") : <Code>{rule.condition}</Code>,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (rule) =>
        rule.built_in
          ? t("approvals.built_in")
          : may("tenant:write") && (
              <Button
                variant="subtle"
                color="red"
                size="compact-xs"
                loading={remove.isPending && remove.variables.operation === rule.operation}
                onClick={() => remove.mutate(rule)}
              >
                {t("approvals.remove_rule")}
                <span className="visually-hidden"> {rule.operation}</span>
              </Button>
            ),
    },
  ];
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <>
      <Text size="sm" className="quiet" maw={800} mb="md">
        {t("approvals.rules_detail")}
      </Text>
      {may("tenant:write") && <RuleForm operations={query.data?.operations ?? []} />}
      {query.data?.items.length === 0 ? (
        <div className="surface">
          <EmptyState title={t("approvals.no_rules")} />
        </div>
      ) : (
        <DataTable
          label={t("approvals.rules")}
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(rule) => `${rule.operation} ${rule.built_in}`}
          loading={query.isPending}
        />
      )}
    </>
  );
}
