import { Alert, Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { heldCode } from "@/api/held";
import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { FieldInput } from "@/app/palette/form/field_input";
import { fieldsOf, splitFields } from "@/app/palette/form/fields";
import { ProblemAlert } from "@/components/problem_alert";
import { TextView } from "@/components/text_view";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import type { ExampleCall } from "../examples/call";
import { HeaderFields } from "./header_fields";
import { isDestructive } from "./may_try";
import { ReplyView } from "./reply_view";
import { requestText } from "./request_text";
import { startValues } from "./start_values";
import classes from "./tryout.module.css";
import { isUpload, useTry } from "./use_try";

interface Props {
  api: OpenApi;
  operation: Operation;
  example: ExampleCall;
  /** Whether what it changes is real. */
  real: boolean;
}

/** Says that somebody else decides first, and where to follow it. */
function Held({ id }: { id: string }) {
  const t = useT();
  return (
    <Alert color="blue" variant="light" role="status" title={t("portal.held")}>
      {t("portal.held_detail")}{" "}
      <Link to="/approvals" search={{ id }} className="underlined" style={{ color: "inherit" }}>
        {t("held.follow")}
      </Link>
    </Alert>
  );
}

/** Sends a request with the rights of whoever is signed in, and shows all of it. */
export function TryForm({ api, operation, example, real }: Props) {
  const t = useT();
  const fields = fieldsOf(api, operation);
  const { first, more } = splitFields(fields);
  const [all, setAll] = useState(false);
  const [asking, setAsking] = useState(false);
  const tried = useTry(operation, fields, startValues(fields, example));
  const { values, call, problem, request } = tried;
  const reads = operation.method === "GET";
  const hidden = more.filter((field) => tried.errorOf(field) === undefined);
  const shown = [...first, ...(all ? more : more.filter((field) => !hidden.includes(field)))];
  const stream = operation.kind === "stream";
  const submit = () => {
    if (!tried.ready()) return;
    if (isDestructive(operation)) setAsking(true);
    else tried.send();
  };
  return (
    <form
      noValidate
      className={classes["form"]}
      aria-label={t("portal.try_of", { name: operation.id })}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {real && !reads && (
        <Alert color="yellow" variant="light" mb="sm">
          {t("portal.real")}
        </Alert>
      )}
      <Stack gap="sm">
        {fields.length === 0 && !isUpload(operation) && (
          <p className="quiet">{t("portal.needs_nothing")}</p>
        )}
        {shown.map((field) => (
          <FieldInput
            key={field.pointer}
            field={field}
            value={values[field.pointer]}
            error={tried.errorOf(field)}
            onChange={(value) => tried.change(field, value)}
          />
        ))}
        {!all && hidden.length > 0 && (
          <div>
            <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
              {t("portal.more_fields", { count: hidden.length })}
            </Button>
          </div>
        )}
        {isUpload(operation) && (
          <Textarea
            label={t("portal.content", { type: operation.request?.type ?? "" })}
            autosize
            minRows={3}
            maxRows={12}
            value={tried.content}
            onChange={(event) => tried.changeContent(event.currentTarget.value)}
          />
        )}
        <HeaderFields
          headers={tried.headers}
          keyed={tried.keyed}
          tagged={tried.tagged}
          onChange={tried.changeHeaders}
        />
        <details>
          <summary>{t("portal.request_now")}</summary>
          <TextView text={requestText(request)} label={t("portal.request_now")} />
        </details>
        <Group gap="xs">
          <Button
            type="submit"
            loading={call.isPending && !stream}
            disabled={call.isPending && stream}
            color={isDestructive(operation) ? "red" : "accent"}
          >
            {t("portal.send")}
          </Button>
          {call.isPending && (
            <Button variant="default" onClick={tried.stop}>
              {t("portal.stop")}
            </Button>
          )}
        </Group>
      </Stack>
      {call.isError && !(call.error instanceof DOMException) && (
        <ProblemAlert error={call.error} rest={[]} />
      )}
      {problem?.problem.code === heldCode && <Held id={problem.problem.detail ?? ""} />}
      {call.isPending && tried.sofar !== "" && (
        <TextView text={tried.sofar} label={t("portal.coming")} />
      )}
      {call.data !== undefined && <ReplyView {...call.data} />}
      {asking && (
        <TypedConfirm
          title={operation.summary}
          phrase={operation.id}
          action={t("portal.send")}
          onConfirm={() => Promise.resolve(tried.send())}
          onClose={() => setAsking(false)}
        >
          <p>{t("portal.destructive")}</p>
        </TypedConfirm>
      )}
    </form>
  );
}
