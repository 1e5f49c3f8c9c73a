import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OpenApi } from "@/api/openapi";
import type { Operation } from "@/api/operations";
import { sessionQuery } from "@/api/session";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import classes from "../developers.module.css";
import { exampleCall, type ExampleCall } from "../examples/call";
import { memberQuery } from "../examples/member";
import { samplesFor, samplesQuery } from "../examples/samples";
import { SchemaTable } from "../schema/schema_table";
import { whyNot } from "../tryout/may_try";
import { TryForm } from "../tryout/try_form";
import { ErrorsList } from "./errors_list";
import { ExamplesPanel } from "./examples_panel";
import { OperationFacts } from "./operation_facts";
import { ParametersList } from "./parameters_list";

function TryHere({ api, operation, example }: Props & { example: ExampleCall }) {
  const t = useT();
  const may = useMay();
  const session = useQuery(sessionQuery).data;
  const [open, setOpen] = useState(false);
  if (!session) return null;
  const reason = whyNot(operation, session, may);
  return (
    <section>
      <h3>{t("portal.try")}</h3>
      {reason !== undefined && <p className="quiet">{t("portal.no_try", { reason })}</p>}
      {reason === undefined && !open && (
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {t("portal.try_it")}
        </Button>
      )}
      {reason === undefined && open && (
        <TryForm api={api} operation={operation} example={example} real={!session.tenant.sandbox} />
      )}
    </section>
  );
}

interface Props {
  api: OpenApi;
  operation: Operation;
}

function Bodies({ api, operation }: Props) {
  const t = useT();
  const { request, replies } = operation;
  return (
    <>
      {request !== undefined && (
        <section>
          <h3>
            {t("developers.request")} <span className="quiet">{request.type}</span>
          </h3>
          <SchemaTable api={api} schema={request.media.schema} label={t("developers.request")} />
        </section>
      )}
      {replies
        .filter(({ status }) => Number(status) < 400)
        .map(({ status, description, type, schema, item }) => (
          <section key={status}>
            <h3>
              {t("developers.reply")} {status}{" "}
              <span className="quiet">
                {description}
                {type !== undefined && ` · ${type}`}
              </span>
            </h3>
            {item !== undefined && <p className="quiet">{t("portal.each_item")}</p>}
            <SchemaTable
              api={api}
              schema={item ?? schema}
              label={`${t("developers.reply")} ${status}`}
            />
          </section>
        ))}
    </>
  );
}

/** Everything about one operation. */
export function OperationDetail({ api, operation }: Props) {
  const may = useMay();
  const sandbox = useQuery(sessionQuery).data?.tenant.sandbox ?? false;
  const found = useQuery(samplesQuery(may));
  const member = useQuery(memberQuery(api, operation, may));
  // Without samples the examples still have the right shape.
  if (found.isPending || member.isLoading) return <Skeleton height={120} m="sm" />;
  const samples = samplesFor(operation, found.data ?? {}, sandbox);
  const { origin } = window.location;
  const example = exampleCall(api, operation, origin, samples, member.data ?? null);
  return (
    <div className={classes["detail"]}>
      {operation.description !== undefined && <p>{operation.description}</p>}
      <OperationFacts operation={operation} />
      <ExamplesPanel api={api} operation={operation} example={example} />
      <TryHere api={api} operation={operation} example={example} />
      <ParametersList api={api} operation={operation} />
      <Bodies api={api} operation={operation} />
      <ErrorsList operation={operation} />
    </div>
  );
}
