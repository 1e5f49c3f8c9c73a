import { ActionIcon, Button, Skeleton } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconArrowLeft } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { openapiQuery, type OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { FieldInput } from "./field_input";
import { fieldsOf, splitFields } from "./fields";
import { Reply } from "./reply";
import { useOperation } from "./use_operation";
import classes from "../palette.module.css";

interface Props {
  operation: Operation;
  onBack: () => void;
  onClose: () => void;
}

/** A form made from an operation's description; the server says at its fields what it refuses. */
export function OperationForm(props: Props) {
  const api = useQuery(openapiQuery).data;
  return api === undefined ? <Skeleton height={160} m="md" /> : <KnownForm api={api} {...props} />;
}

function KnownForm({ api, operation, onBack, onClose }: Props & { api: OpenApi }) {
  const t = useT();
  const fields = fieldsOf(api, operation);
  const { first, more } = splitFields(fields);
  const [all, setAll] = useState(false);
  const { values, call, rest, errorOf, change, run } = useOperation(operation, fields);
  const hidden = more.filter((field) => errorOf(field) === undefined);
  const shown = [...first, ...(all ? more : more.filter((field) => !hidden.includes(field)))];
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>("input, textarea, button[type='submit']")
      ?.focus({ preventScroll: true });
  }, []);
  // Of the window: a button that waits for an answer has lost the focus.
  useWindowEvent("keydown", (event) => {
    const opened =
      event.target instanceof Element && event.target.matches("[aria-expanded='true']");
    if (event.key === "Escape" && !opened) onBack();
  });
  return (
    <form
      ref={form}
      className={classes["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={classes["formHead"]}>
        <ActionIcon variant="subtle" color="gray" aria-label={t("palette.back")} onClick={onBack}>
          <IconArrowLeft size={17} />
        </ActionIcon>
        <div>
          <h2>{operation.summary}</h2>
          <code>
            {operation.method} {operation.path}
          </code>
        </div>
      </div>
      <div className={classes["formBody"]}>
        {operation.description !== undefined && <p className="quiet">{operation.description}</p>}
        {call.isError && <ProblemAlert error={call.error} rest={rest} />}
        {fields.length === 0 && <p className="quiet">{t("palette.no_fields")}</p>}
        {shown.map((field) => (
          <FieldInput
            key={field.pointer}
            field={field}
            value={values[field.pointer]}
            error={errorOf(field)}
            onChange={(value) => change(field, value)}
          />
        ))}
        {!all && hidden.length > 0 && (
          <Button variant="subtle" size="xs" justify="start" onClick={() => setAll(true)}>
            {t("palette.more_fields", { count: hidden.length })}
          </Button>
        )}
        {call.data !== undefined && <Reply reply={call.data} />}
      </div>
      <div className={classes["formFoot"]}>
        <Button
          variant="subtle"
          color="gray"
          onClick={onClose}
          renderRoot={(props) => (
            <Link to="/developers" search={{ operation: operation.id }} {...props} />
          )}
        >
          {t("palette.describe")}
        </Button>
        <Button
          type="submit"
          loading={call.isPending}
          color={operation.method === "DELETE" ? "red" : "accent"}
        >
          {t(operation.method === "GET" ? "palette.ask" : "palette.run")}
        </Button>
      </div>
    </form>
  );
}
