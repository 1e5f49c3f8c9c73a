import { Button, Group, Skeleton, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { openapiQuery } from "@/api/openapi";
import { EmptyState } from "@/components/empty_state";
import { JsonInput } from "@/components/json_input";
import { JsonView } from "@/components/json_view";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { doorOf } from "../examples/languages";
import { PortalPage } from "../portal_page";
import { askGraphql } from "./ask";
import { Explorer } from "./explorer";
import classes from "./graphql.module.css";
import { documentFor, variablesFor } from "./introspection";

function Workbench({ door }: { door: string }) {
  const t = useT();
  const [text, setText] = useState("{\n  __typename\n}");
  const [variables, setVariables] = useState("{}");
  const ask = useMutation({ mutationFn: () => askGraphql(door, text, variables) });
  return (
    <div className={classes["bench"]}>
      <aside aria-label={t("portal.graphql_fields")}>
        <Explorer
          door={door}
          onChoose={(schema, field) => {
            setText(documentFor(schema, field));
            setVariables(variablesFor(field));
          }}
        />
      </aside>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask.mutate();
        }}
      >
        <Textarea
          label={t("portal.graphql_document")}
          classNames={{ input: classes["code"] ?? "" }}
          autosize
          minRows={10}
          maxRows={24}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
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
          <section className={classes["answer"]} role="status">
            <p className="quiet figures">
              {ask.data.status} · {ask.data.milliseconds.toFixed(0)} ms
            </p>
            <JsonView text={ask.data.text} label={t("portal.reply_body")} />
          </section>
        )}
      </form>
    </div>
  );
}

/** Documents against the server's GraphQL door, where it has one. */
export function GraphqlPage() {
  const t = useT();
  const api = useQuery(openapiQuery).data;
  const door = api === undefined ? undefined : doorOf(api, "graphql");
  return (
    <PortalPage title="GraphQL" description={t("portal.graphql_detail")}>
      {api === undefined && <Skeleton height={320} />}
      {api !== undefined && door === undefined && (
        <div className="surface">
          <EmptyState title={t("portal.no_graphql")} />
        </div>
      )}
      {door !== undefined && <Workbench door={door} />}
    </PortalPage>
  );
}
