import { Button, Group } from "@mantine/core";
import type { Passkey } from "@/api/factors";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { StateBadge } from "@/components/state_badge";
import type { Translate } from "@/messages/use_t";

interface Actions {
  onRename: (passkey: Passkey) => void;
  onRemove: (passkey: Passkey) => void;
}

export function passkeyColumns(t: Translate, { onRename, onRemove }: Actions): Column<Passkey>[] {
  return [
    {
      id: "name",
      header: t("passkeys.name"),
      title: true,
      cell: (passkey) => (
        <Group gap="xs">
          <span>{passkey.name}</span>
          {passkey.backed_up && <StateBadge color="green">{t("passkeys.backed_up")}</StateBadge>}
        </Group>
      ),
    },
    {
      id: "created",
      header: t("common.created"),
      cell: (passkey) => <Moment at={passkey.created_at} day />,
    },
    {
      id: "used",
      header: t("factors.used"),
      cell: (passkey) => <Moment at={passkey.used_at} />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (passkey) => (
        <Group gap={4} justify="flex-end">
          <Button variant="subtle" size="compact-xs" onClick={() => onRename(passkey)}>
            {t("passkeys.rename")}
            <span className="visually-hidden"> {passkey.name}</span>
          </Button>
          <Button variant="subtle" color="red" size="compact-xs" onClick={() => onRemove(passkey)}>
            {t("factors.remove")}
            <span className="visually-hidden"> {passkey.name}</span>
          </Button>
        </Group>
      ),
    },
  ];
}
