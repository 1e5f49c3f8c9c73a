import {
  IconArrowRight,
  IconBolt,
  IconCircleDot,
  IconHistory,
  IconTerminal2,
} from "@tabler/icons-react";
import type { EntryKind } from "./entry";
import { Marked } from "./marked";
import type { Ranked } from "./rank";
import classes from "./palette.module.css";

const icons: Record<EntryKind, typeof IconBolt> = {
  recent: IconHistory,
  page: IconArrowRight,
  action: IconBolt,
  resource: IconCircleDot,
  operation: IconTerminal2,
};

interface Props {
  id: string;
  line: Ranked;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

export function EntryLine({ id, line, selected, onPoint, onChoose }: Props) {
  const { entry, places } = line;
  const Icon = icons[entry.kind];
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={classes["line"]}
      onPointerMove={selected ? undefined : onPoint}
      // The focus stays in the field.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon size={15} stroke={1.7} aria-hidden="true" />
      <span className={classes["label"]}>
        <Marked text={entry.label} places={places} />
      </span>
      <span className={classes["detail"]}>{entry.detail}</span>
    </div>
  );
}
