import { Select } from "@mantine/core";
import { useT } from "@/messages/use_t";

interface Props<Value extends string> {
  label: string;
  /** What it says while nothing is chosen: "Any state". */
  any: string;
  options: readonly { value: Value; label: string }[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}

/** One of a few values that a list is narrowed to. */
export function FilterSelect<Value extends string>(props: Props<Value>) {
  const { label, any, options, value, onChange } = props;
  const t = useT();
  return (
    <Select
      aria-label={label}
      placeholder={any}
      clearable
      clearButtonProps={{ "aria-label": t("common.clear") }}
      searchable={options.length > 8}
      data={options}
      value={value ?? null}
      onChange={(chosen) => onChange(options.find((one) => one.value === chosen)?.value)}
    />
  );
}
