import { Autocomplete, Button, Select } from "@mantine/core";
import type { AuditFilters } from "@/api/audit";
import { auditKinds, auditOutcomes } from "@/api/audit_kinds";
import { SearchInput } from "@/components/search_input";
import { TimeRange } from "@/components/time_range";
import { useT } from "@/messages/use_t";
import type { AuditedOperation } from "./audited_operations";
import classes from "./audit.module.css";

interface Props {
  value: AuditFilters;
  onChange: (filters: AuditFilters) => void;
  actors: Map<string, string>;
  operations: Map<string, AuditedOperation>;
}

/** An operation is asked for once it is whole: the server matches whole names. */
function chosenOperation(typed: string, operations: Props["operations"]): string | undefined {
  return operations.has(typed) ? typed : undefined;
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
  const filtered = Object.values(value).some((one) => one !== undefined);
  return (
    <div className={classes["filters"]} role="search" aria-label={t("audit.filters")}>
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
      <Autocomplete
        key={value.operation ?? ""}
        aria-label={t("audit.operation")}
        placeholder={t("audit.all_operations")}
        clearable
        clearButtonProps={clear}
        data={[...operations.keys()].sort()}
        defaultValue={value.operation ?? ""}
        limit={30}
        onChange={(typed) => {
          const operation = chosenOperation(typed, operations);
          if (typed === "" || operation !== undefined) set({ operation });
        }}
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
      <TimeRange value={{ from: value.from, to: value.to }} onChange={set} />
      {filtered && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t("common.clear_filters")}
        </Button>
      )}
    </div>
  );
}
