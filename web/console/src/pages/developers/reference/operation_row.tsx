import { Badge } from "@mantine/core";
import { useId } from "react";
import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { useT } from "@/messages/use_t";
import classes from "../developers.module.css";
import { OperationDetail } from "./operation_detail";

interface Props {
  api: OpenApi;
  operation: Operation;
  open: boolean;
  onToggle: () => void;
}

/** One operation in a line; opened, everything about it. */
export function OperationRow({ api, operation, open, onToggle }: Props) {
  const t = useT();
  const id = useId();
  return (
    <article>
      <button
        type="button"
        className={classes["row"]}
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
      >
        <span className={classes["method"]} data-method={operation.method}>
          {operation.method}
        </span>
        <code className={classes["path"]}>{operation.path}</code>
        <span className={classes["summary"]}>{operation.summary}</span>
        {operation.deprecated && (
          <Badge color="yellow" variant="light" size="sm">
            {t("developers.deprecated")}
          </Badge>
        )}
        {operation.permission !== undefined && (
          <Badge variant="default" size="sm" tt="none" fw={500} title={t("developers.permission")}>
            {operation.permission}
          </Badge>
        )}
      </button>
      <div id={id} hidden={!open}>
        {open && <OperationDetail api={api} operation={operation} />}
      </div>
    </article>
  );
}
