import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { JsonInput } from "@/components/json_input";
import { useT } from "@/messages/use_t";
import type { FormField } from "./fields";
import type { Value } from "./request";

interface Props {
  field: FormField;
  value: Value | undefined;
  error: string | undefined;
  onChange: (value: Value) => void;
}

/** The input that fits a field's kind. Names and descriptions are the API's own. */
export function FieldInput({ field, value, error, onChange }: Props) {
  const t = useT();
  const text = typeof value === "string" ? value : "";
  const list = Array.isArray(value) ? value : [];
  const common = {
    label: field.label,
    description: field.description || undefined,
    error,
  };
  const clear = { clearable: true, clearButtonProps: { "aria-label": t("common.clear") } };
  const required = { required: field.required };
  switch (field.kind) {
    case "switch":
      return (
        <Switch
          {...common}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          {...required}
          {...clear}
          searchable={field.choices.length > 8}
          data={field.choices}
          value={text === "" ? null : text}
          onChange={(choice) => onChange(choice ?? "")}
        />
      );
    case "choices":
      return (
        <MultiSelect {...common} {...clear} data={field.choices} value={list} onChange={onChange} />
      );
    case "list":
      return <TagsInput {...common} {...clear} value={list} onChange={onChange} />;
    case "json":
      return (
        <JsonInput
          label={field.label}
          description={field.description}
          error={error}
          value={text}
          onChange={onChange}
        />
      );
    case "long":
      return (
        <Textarea
          {...common}
          {...required}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "text":
    case "whole":
      return (
        <TextInput
          {...common}
          {...required}
          placeholder={field.example}
          inputMode={field.kind === "whole" ? "numeric" : "text"}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
