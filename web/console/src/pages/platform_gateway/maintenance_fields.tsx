import { NumberInput, Textarea, TextInput } from "@mantine/core";
import { useT } from "@/messages/use_t";

/** What people type before the server turns requests away. */
export interface MaintenanceDraft {
  message: string;
  retry: number | string;
  reason: string;
}

interface Props {
  draft: MaintenanceDraft;
  onChange: (draft: MaintenanceDraft) => void;
}

/** What callers are told, when they may try again, and why, for the audit. */
export function MaintenanceFields({ draft, onChange }: Props) {
  const t = useT();
  return (
    <>
      <Textarea
        label={t("maintenance.message")}
        data-autofocus
        placeholder={t("maintenance.message_placeholder")}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        value={draft.message}
        onChange={(event) => onChange({ ...draft, message: event.currentTarget.value })}
      />
      <NumberInput
        mt="sm"
        label={t("maintenance.retry")}
        required
        min={1}
        max={86_400}
        clampBehavior="strict"
        allowDecimal={false}
        suffix=" s"
        value={draft.retry}
        onChange={(retry) => onChange({ ...draft, retry })}
      />
      <TextInput
        mt="sm"
        label={t("gateway.reason")}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
    </>
  );
}
