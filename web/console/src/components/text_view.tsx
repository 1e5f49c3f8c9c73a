import { CopyButton } from "./copy_button";
import classes from "./text_view.module.css";

/** A text to read and copy as it was sent. `label` names it. */
export function TextView({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes["view"]}>
      <div className={classes["copy"]}>
        <CopyButton text={text} />
      </div>
      <pre role="region" tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
