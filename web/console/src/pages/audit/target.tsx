import type { MessageId } from "@/messages/en";
import { operations } from "@/messages/en/operations";
import { useT, type Translate } from "@/messages/use_t";
import classes from "./audit.module.css";

interface Props {
  target: string | undefined;
  /** Of what the reader may see, by id. */
  names: Map<string, string>;
}

/** What kind of thing an id is of, by its prefix. */
function kindOf(target: string, t: Translate): string | undefined {
  const id = `audit_target.${target.split("_")[0] ?? ""}`;
  return /^[a-z]+_[0-9a-z]{26}$/.test(target) && id in operations ? t(id as MessageId) : undefined;
}

/** On what something was done: its name where it is known, or what kind of thing the id is of. */
export function Target({ target, names }: Props) {
  const t = useT();
  if (target === undefined || target === "") return "–";
  const kind = kindOf(target, t);
  const name = names.get(target);
  if (name === undefined && kind === undefined)
    return <span className={classes["path"]}>{target}</span>;
  return (
    <div title={target}>
      <div>{name ?? kind}</div>
      <div className={`quiet ${classes["path"]}`}>{name === undefined ? target : kind}</div>
    </div>
  );
}
