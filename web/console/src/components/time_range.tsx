import { TextInput } from "@mantine/core";
import { localInput, timestampOf } from "@/format/local_time";
import { useT } from "@/messages/use_t";

export interface Range {
  from?: string | undefined;
  to?: string | undefined;
}

interface Props {
  value: Range;
  onChange: (range: Range) => void;
  /** Under the first input. */
  error?: string | undefined;
}

/** Two points in time, in the reader's own zone; either may be left open. */
export function TimeRange({ value, onChange, error }: Props) {
  const t = useT();
  return (
    <>
      <TextInput
        type="datetime-local"
        step={1}
        label={t("common.from")}
        error={error}
        value={localInput(value.from)}
        onChange={(event) => onChange({ ...value, from: timestampOf(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={t("common.to")}
        value={localInput(value.to)}
        onChange={(event) => onChange({ ...value, to: timestampOf(event.currentTarget.value) })}
      />
    </>
  );
}
