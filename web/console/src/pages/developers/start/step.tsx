import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useT } from "@/messages/use_t";
import classes from "./start.module.css";

interface Props {
  title: string;
  done: boolean;
  children: ReactNode;
}

/** One step of a beginning, which shows by itself that it is done. */
export function Step({ title, done, children }: Props) {
  const t = useT();
  const Icon = done ? IconCircleCheckFilled : IconCircle;
  return (
    <li className={`surface ${classes["step"]}`} data-done={done}>
      <Icon size={22} aria-hidden="true" className={classes["mark"]} />
      <div className={classes["body"]}>
        <h2>
          {title}{" "}
          <span className={classes["state"]} role="status">
            {done ? t("portal.step_done") : t("portal.step_open")}
          </span>
        </h2>
        {children}
      </div>
    </li>
  );
}
