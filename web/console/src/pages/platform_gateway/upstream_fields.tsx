import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { upstreamUses } from "@/api/platform_gateway";
import { useT } from "@/messages/use_t";
import type { UpstreamDraft } from "./policy_draft";

interface Props {
  rule: UpstreamDraft;
  /** Its place among the others, by which it is called until it has a name. */
  number: number;
  disabled: boolean;
  onChange: (change: Partial<UpstreamDraft>) => void;
  onRemove: () => void;
}

/** One rule that sends requests elsewhere. */
export function UpstreamFields({ rule, number, disabled, onChange, onRemove }: Props) {
  const t = useT();
  const called = rule.name === "" ? t("platform_gateway.rule_number", { number }) : rule.name;
  return (
    <div role="group" aria-label={called} className="surface padded">
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} mb="sm">
        <TextInput
          label={t("platform_gateway.rule_name")}
          required
          maxLength={60}
          disabled={disabled}
          value={rule.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t("platform_gateway.rule_path")}
          required
          maxLength={200}
          disabled={disabled}
          value={rule.path}
          onChange={(event) => onChange({ path: event.currentTarget.value })}
        />
        <TextInput
          label={t("platform_gateway.rule_upstream")}
          required
          maxLength={280}
          placeholder="http://10.0.0.7:8080"
          disabled={disabled}
          value={rule.upstream}
          onChange={(event) => onChange({ upstream: event.currentTarget.value })}
        />
        <Select
          label={t("platform_gateway.rule_use")}
          allowDeselect={false}
          disabled={disabled}
          data={upstreamUses.map((value) => ({ value, label: t(`platform_gateway.use_${value}`) }))}
          value={rule.use}
          onChange={(value) => value && onChange({ use: value })}
        />
        <NumberInput
          label={t("platform_gateway.rule_percent")}
          min={0}
          max={100}
          allowDecimal={false}
          suffix=" %"
          placeholder="100 %"
          disabled={disabled}
          value={rule.percent}
          onChange={(percent) => onChange({ percent })}
        />
        <TextInput
          label={t("platform_gateway.rule_header")}
          maxLength={60}
          disabled={disabled}
          value={rule.header}
          onChange={(event) => onChange({ header: event.currentTarget.value })}
        />
        <TextInput
          label={t("platform_gateway.rule_value")}
          maxLength={200}
          disabled={disabled || rule.header === ""}
          value={rule.value}
          onChange={(event) => onChange({ value: event.currentTarget.value })}
        />
        {rule.use === "forward" && (
          <Checkbox
            label={t("platform_gateway.rule_limited")}
            disabled={disabled}
            checked={rule.limited}
            onChange={(event) => onChange({ limited: event.currentTarget.checked })}
            style={{ alignSelf: "end" }}
          />
        )}
      </SimpleGrid>
      {!disabled && (
        <Group justify="flex-end">
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
            {t("platform_gateway.remove_upstream")}
            <span className="visually-hidden"> {called}</span>
          </Button>
        </Group>
      )}
    </div>
  );
}
