import { Stack, Switch } from "@mantine/core";
import type { MessageOptions } from "@/api/imports";
import { useT } from "@/messages/use_t";

interface Props {
  value: MessageOptions;
  onChange: (value: MessageOptions) => void;
}

/** How payment messages are taken. */
export function MessageSwitches({ value, onChange }: Props) {
  const t = useT();
  return (
    <Stack gap="sm" mt="sm">
      <Switch
        size="sm"
        label={t("imports.open_accounts")}
        description={t("imports.open_accounts_detail")}
        checked={value.open_accounts}
        onChange={(event) => onChange({ ...value, open_accounts: event.currentTarget.checked })}
      />
      <Switch
        size="sm"
        label={t("imports.specimen")}
        description={t("imports.specimen_detail")}
        checked={value.specimen}
        onChange={(event) => onChange({ ...value, specimen: event.currentTarget.checked })}
      />
    </Stack>
  );
}
