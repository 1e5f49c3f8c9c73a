import { Textarea } from "@mantine/core";
import { useRef, type ReactNode } from "react";
import { faultOfObject, type JsonFault } from "@/format/json_text";
import { useT, type Translate } from "@/messages/use_t";
import classes from "./json_input.module.css";

/** "Line 3, column 5: a comma or the closing bracket is missing." */
export function jsonFaultWords({ line, column, reason }: JsonFault, t: Translate): string {
  return t("json.fault", { line, column, what: t(`json.${reason}`) });
}

/** For a form: what is wrong with a text that should be a JSON object, or null. */
export function jsonObjectError(text: string, t: Translate): string | null {
  const fault = faultOfObject(text);
  return fault === undefined ? null : jsonFaultWords(fault, t);
}

interface Props {
  label: string;
  description?: string;
  value: string;
  onChange: (value: string) => void;
  /** What a form or the server found; otherwise the first fault is told when one leaves the field. */
  error?: ReactNode;
  autoFocus?: boolean;
  onBlur?: () => void;
}

/** A field for a JSON object. The error's button leads to the place of the fault. */
export function JsonInput({ label, description, value, onChange, error, ...rest }: Props) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const fault = faultOfObject(value);
  const show = () => {
    field.current?.focus();
    field.current?.setSelectionRange(fault?.offset ?? 0, (fault?.offset ?? 0) + 1);
  };
  return (
    <Textarea
      ref={field}
      label={label}
      description={description}
      classNames={{ input: classes["input"] ?? "" }}
      autosize
      minRows={5}
      maxRows={22}
      spellCheck={false}
      autoComplete="off"
      data-autofocus={rest.autoFocus || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={rest.onBlur}
      error={
        error && (
          <>
            {error}{" "}
            {fault !== undefined && (
              <button type="button" className={classes["place"]} onClick={show}>
                {t("json.show")}
              </button>
            )}
          </>
        )
      }
    />
  );
}
