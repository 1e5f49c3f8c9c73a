import { Anchor, Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { defaultPlan, limitPlansQuery, type LimitPlan } from "@/api/limit_plans";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { DataTable, type Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { LimitList } from "./limit_list";
import { NewPlanDialog, PlanDialog } from "./plan_dialog";
import { RemovePlan } from "./remove_plan";

interface Acts {
  onEdit: (name: string) => void;
  onRemove: (name: string) => void;
}

function PlanTable({ plans, onEdit, onRemove }: { plans: LimitPlan[] | undefined } & Acts) {
  const t = useT();
  const may = useMay();
  const columns: Column<LimitPlan>[] = [
    { id: "name", header: t("limit_plans.plan"), title: true, cell: ({ name }) => name },
    {
      id: "for",
      header: t("limit_plans.holds_for"),
      cell: ({ name }) =>
        t(name === defaultPlan ? "limit_plans.for_others" : "limit_plans.for_given"),
    },
    {
      id: "limits",
      header: t("limit_plans.limits"),
      cell: ({ limits }) => <LimitList limits={limits} />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: ({ name }) =>
        may("platform.tenants:write") && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button variant="subtle" size="compact-xs" onClick={() => onEdit(name)}>
              {t("limit_plans.edit")}
              <span className="visually-hidden"> {name}</span>
            </Button>
            <Button variant="subtle" color="red" size="compact-xs" onClick={() => onRemove(name)}>
              {t("limit_plans.remove")}
              <span className="visually-hidden"> {name}</span>
            </Button>
          </Group>
        ),
    },
  ];
  return (
    <DataTable
      label={t("nav.limit_plans")}
      columns={columns}
      rows={plans ?? []}
      rowKey={({ name }) => name}
      loading={plans === undefined}
    />
  );
}

function LimitPlans() {
  const t = useT();
  const may = useMay();
  const query = useQuery(limitPlansQuery);
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<string>();
  const [removing, setRemoving] = useState<string>();
  const plans = query.data;
  const create = may("platform.tenants:write") && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t("limit_plans.create")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("nav.limit_plans")}
        description={
          <>
            {t("limit_plans.description")}{" "}
            <Anchor
              href="/docs/guides/limits"
              size="sm"
              c="var(--sangam-accent)"
              underline="always"
            >
              {t("limit_plans.guide")}
            </Anchor>
          </>
        }
        actions={plans?.length === 0 ? undefined : create}
      />
      {query.isError ? (
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      ) : plans?.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("limit_plans.empty")}
            detail={t("limit_plans.empty_detail")}
            action={create}
          />
        </div>
      ) : (
        <PlanTable plans={plans} onEdit={setEditing} onRemove={setRemoving} />
      )}
      {creating && (
        <NewPlanDialog
          name={plans?.length === 0 ? defaultPlan : ""}
          onClose={() => setCreating(false)}
        />
      )}
      {editing !== undefined && <PlanDialog name={editing} onClose={() => setEditing(undefined)} />}
      {removing !== undefined && (
        <RemovePlan name={removing} onClose={() => setRemoving(undefined)} />
      )}
    </>
  );
}

/** Plans of limits, for operators. */
export function LimitPlansPage() {
  return (
    <ExtraWords group="organisation">
      <LimitPlans />
    </ExtraWords>
  );
}
