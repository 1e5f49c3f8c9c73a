import { Select } from "@mantine/core";
import type { AuditFilters } from "@/api/audit";
import { auditKinds, auditOutcomes } from "@/api/audit_kinds";
import { SearchInput } from "@/components/search_input";
import { FilterTime } from "@/components/list/filter_time";
import { useT } from "@/messages/use_t";
import type { AuditedOperation } from "./audited_operations";

interface Props {
  value: AuditFilters;
  onChange: (filters: AuditFilters) => void;
  actors: Map<string, string>;
  operations: Map<string, AuditedOperation>;
}

/** By what the server says of them, and by their names, which it alone keeps apart. */
function operationChoices(chosen: string | undefined, operations: Props["operations"]) {
  const choices = [...operations].map(([value, { summary }]) => ({
    value,
    label: `${summary} · ${value}`,
  }));
  if (chosen !== undefined && !operations.has(chosen)) {
    choices.push({ value: chosen, label: chosen });
  }
  return choices.sort((a, b) => a.label.localeCompare(b.label));
}

/** Who, what, on what, when, and whether it changed something or only showed it. */
export function AuditFiltersBar({ value, onChange, actors, operations }: Props) {
  const t = useT();
  const set = (change: AuditFilters) => onChange({ ...value, ...change });
  const clear = { "aria-label": t("common.clear") };
  const known = [...actors].map(([id, name]) => ({ value: id, label: name }));
  if (value.actor !== undefined && !actors.has(value.actor)) {
    known.push({ value: value.actor, label: value.actor });
  }
  return (
    <>
      <SearchInput
        label={t("audit.target_search")}
        value={value.target ?? ""}
        onChange={(text) => set({ target: text.trim() || undefined })}
      />
      <Select
        aria-label={t("audit.actor")}
        placeholder={t("audit.all_actors")}
        clearable
        clearButtonProps={clear}
        searchable
        data={known}
        value={value.actor ?? null}
        onChange={(actor) => set({ actor: actor ?? undefined })}
      />
      <Select
        aria-label={t("audit.kind")}
        placeholder={t("audit.all_kinds")}
        clearable
        clearButtonProps={clear}
        data={auditKinds.map((kind) => ({ value: kind, label: t(`audit.kind_${kind}`) }))}
        value={value.kind ?? null}
        onChange={(kind) => set({ kind: auditKinds.find((one) => one === kind) })}
      />
      <Select
        aria-label={t("audit.operation")}
        placeholder={t("audit.all_operations")}
        clearable
        clearButtonProps={clear}
        searchable
        limit={30}
        data={operationChoices(value.operation, operations)}
        value={value.operation ?? null}
        onChange={(operation) => set({ operation: operation ?? undefined })}
      />
      <Select
        aria-label={t("audit.outcome")}
        placeholder={t("audit.all_outcomes")}
        clearable
        clearButtonProps={clear}
        data={auditOutcomes.map((one) => ({ value: one, label: t(`audit.outcome_${one}`) }))}
        value={value.outcome ?? null}
        onChange={(outcome) => set({ outcome: auditOutcomes.find((one) => one === outcome) })}
      />
      <FilterTime value={{ from: value.from, to: value.to }} onChange={set} />
    </>
  );
}
