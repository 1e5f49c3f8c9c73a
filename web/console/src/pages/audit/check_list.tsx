import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useT } from "@/messages/use_t";
import classes from "./audit.module.css";

export interface Check {
  id: string;
  good: boolean;
  words: ReactNode;
}

/** What was checked and how it came out, in words too. */
export function CheckList({ checks, label }: { checks: Check[]; label: string }) {
  const t = useT();
  return (
    <ul className={classes["checks"]} aria-label={label}>
      {checks.map(({ id, good, words }) => (
        <li key={id} data-good={good ? "yes" : "no"}>
          {good ? <IconCircleCheck size={20} /> : <IconCircleX size={20} />}
          <span>
            <strong>{t(good ? "audit.right" : "audit.wrong")}</strong> {words}
          </span>
        </li>
      ))}
    </ul>
  );
}
