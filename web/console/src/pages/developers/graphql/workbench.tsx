import { Button, Group, Skeleton, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { JsonInput } from "@/components/json_input";
import { JsonView } from "@/components/json_view";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { askGraphql } from "./ask";
import { documentFor, variablesFor } from "./documents";
import { Editor } from "./editor";
import { Explorer } from "./explorer";
import classes from "./graphql.module.css";
import { graphqlSchemaQuery } from "./schema_query";

/** A document, its variables, and what the door answers. */
export function Workbench({ door }: { door: string }) {
  const t = useT();
  const [text, setText] = useState("{\n  __typename\n}");
  const [variables, setVariables] = useState("{}");
  const schema = useQuery(graphqlSchemaQuery(door));
  const ask = useMutation({ mutationFn: () => askGraphql(door, text, variables) });
  return (
    <div className={classes["bench"]}>
      <section aria-label={t("portal.graphql_fields")}>
        {schema.isPending && <Skeleton height={320} />}
        {schema.isError && (
          <ProblemAlert error={schema.error} retry={() => void schema.refetch()} />
        )}
        {schema.data !== undefined && (
          <Explorer
            schema={schema.data}
            onChoose={(field) => {
              setText(documentFor(field));
              setVariables(variablesFor(field));
            }}
          />
        )}
      </section>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Text size="sm" fw={500} mb={4}>
          {t("portal.graphql_document")}
        </Text>
        <Editor
          label={t("portal.graphql_document")}
          value={text}
          onChange={setText}
          onSend={() => ask.mutate()}
          schema={schema.data ?? null}
        />
        <JsonInput
          label={t("portal.graphql_variables")}
          value={variables}
          onChange={setVariables}
        />
        <Group mt="sm" gap="xs">
          <Button type="submit" loading={ask.isPending}>
            {t("portal.send")}
          </Button>
          <span className="quiet">{t("portal.graphql_keys")}</span>
        </Group>
        {ask.isError && <ProblemAlert error={ask.error} />}
        {ask.data !== undefined && (
          <div className={classes["answer"]} role="status">
            <p className="quiet figures">
              {ask.data.status} · {ask.data.milliseconds.toFixed(0)} ms
            </p>
            <JsonView text={ask.data.text} label={t("portal.reply_body")} />
          </div>
        )}
      </form>
    </div>
  );
}
