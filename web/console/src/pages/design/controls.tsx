import {
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
} from "@mantine/core";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";

const states = ["green", "blue", "orange", "red", "gray"];

/** What people press and fill, in each of its states. */
export function Controls() {
  const t = useT();
  return (
    <>
      <Group mb="sm">
        <Button>{t("common.retry")}</Button>
        <Button variant="default">{t("common.export")}</Button>
        <Button variant="light">{t("common.undo")}</Button>
        <Button variant="subtle">{t("common.more")}</Button>
        <Button color="red">{t("hooks.delete")}</Button>
        <Button disabled>{t("common.retry")}</Button>
        <Button loading>{t("common.retry")}</Button>
      </Group>
      <Group mb="sm" align="flex-start">
        <TextInput label={t("accounts.name")} description={t("design.description")} />
        <TextInput label={t("accounts.name")} error={t("form.required")} required />
        <Select label={t("jobs.state")} data={[t("job_state.done"), t("job_state.dead")]} />
      </Group>
      <Group mb="sm">
        <Checkbox label={t("common.choose")} defaultChecked />
        <Switch label={t("settings.shortcuts")} defaultChecked />
        <SegmentedControl
          aria-label={t("list.density")}
          data={[t("list.comfortable"), t("list.compact")]}
        />
      </Group>
      <Group>
        {states.map((color) => (
          <StateBadge key={color} color={color}>
            {t("jobs.state")}
          </StateBadge>
        ))}
      </Group>
    </>
  );
}
