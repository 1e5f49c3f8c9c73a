import { useMemo } from "react";
import { indentJson } from "@/format/json_text";
import { CopyButton } from "./copy_button";
import classes from "./json.module.css";

/** JSON to read and copy: indented, otherwise as it was sent. `label` names it. */
export function JsonView({ text, label }: { text: string; label: string }) {
  const shown = useMemo(() => indentJson(text), [text]);
  return (
    <div className={classes["view"]}>
      <div className={classes["copy"]}>
        <CopyButton text={shown} />
      </div>
      <pre role="region" tabIndex={0} aria-label={label}>
        {shown}
      </pre>
    </div>
  );
}
