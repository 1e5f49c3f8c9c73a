import { useMemo } from "react";
import { indentJson } from "@/format/json_text";
import { TextView } from "./text_view";

/** JSON to read and copy: indented, otherwise as it was sent. `label` names it. */
export function JsonView({ text, label }: { text: string; label: string }) {
  return <TextView text={useMemo(() => indentJson(text), [text])} label={label} />;
}
