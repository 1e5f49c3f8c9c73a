import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { maintenanceQuery, setMaintenance, type Maintenance } from "@/api/platform_gateway";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { MaintenanceFields } from "./maintenance_fields";

interface Props {
  /** As it was when the dialog was opened: what changed since is not overwritten. */
  seen: { value: Maintenance; tag: string | undefined };
  onClose: () => void;
}

/**
 * Turns requests away, or tells them something else. Every tenant feels it, so the name of the
 * server is typed first: nobody stops another one than they think.
 */
export function MaintenanceDialog({ seen, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const { on, message, retry_after_seconds: retry } = seen.value;
  const [draft, setDraft] = useState({ message, retry: retry as number | string, reason: "" });
  const turnOn = async () => {
    await setMaintenance(
      {
        on: true,
        message: draft.message,
        retry_after_seconds: Number(draft.retry),
        ...(draft.reason === "" ? {} : { reason: draft.reason }),
      },
      seen.tag,
    );
    await client.invalidateQueries({ queryKey: maintenanceQuery.queryKey });
  };
  const what = t(on ? "maintenance.change" : "maintenance.turn_on");
  return (
    <TypedConfirm
      title={what}
      action={what}
      phrase={window.location.host}
      onConfirm={turnOn}
      onClose={onClose}
    >
      <Text size="sm" mb="sm">
        {t("maintenance.consequence")}
      </Text>
      <MaintenanceFields draft={draft} onChange={setDraft} />
    </TypedConfirm>
  );
}
