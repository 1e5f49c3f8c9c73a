import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { LogoMark } from "./logo";
import classes from "./empty_state.module.css";

interface Props {
  title: string;
  detail?: string;
  /** What to do next. */
  action?: ReactNode;
}

/** Says that a list is empty and what would fill it. */
export function EmptyState({ title, detail, action }: Props) {
  return (
    <div className={classes["box"]}>
      <LogoMark size={36} quiet />
      <Text fw={600}>{title}</Text>
      {detail !== undefined && <p className={classes["detail"]}>{detail}</p>}
      {action}
    </div>
  );
}
