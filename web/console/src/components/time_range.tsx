import { TextInput } from "@mantine/core";
import { fromLocalInput, toLocalInput } from "@/format/local_time";
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
        label={t("common.from")}
        error={error}
        value={toLocalInput(value.from)}
        onChange={(event) =>
          onChange({ ...value, from: fromLocalInput(event.currentTarget.value) })
        }
      />
      <TextInput
        type="datetime-local"
        label={t("common.to")}
        value={toLocalInput(value.to)}
        onChange={(event) => onChange({ ...value, to: fromLocalInput(event.currentTarget.value) })}
      />
    </>
  );
}
