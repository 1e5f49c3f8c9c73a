import { Group, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { OpenApi } from "@/api/openapi";
import { sessionQuery } from "@/api/session";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import { SchemaView, typeWords } from "@/components/schema_view";
import { useT } from "@/messages/use_t";
import { curlOf, exampleBody } from "./curl";
import classes from "./developers.module.css";
import { memberQuery } from "./member";
import type { Operation } from "@/api/operations";
import { samplesFor, samplesQuery } from "./samples";

function Sample({ title, text }: { title: string; text: string }) {
  return (
    <section>
      <Group justify="space-between">
        <h3>{title}</h3>
        <CopyButton text={text} />
      </Group>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </section>
  );
}

export function OperationDetail({ api, operation }: { api: OpenApi; operation: Operation }) {
  const t = useT();
  const may = useMay();
  const sandbox = useQuery(sessionQuery).data?.tenant.sandbox ?? false;
  const found = useQuery(samplesQuery(may));
  const member = useQuery(memberQuery(api, operation, may));
  // Without samples the examples still have the right shape.
  if (found.isPending || member.isLoading) return <Skeleton height={120} m="sm" />;
  const samples = samplesFor(operation, found.data ?? {}, sandbox);
  const body = exampleBody(api, operation, samples);
  return (
    <div className={classes["detail"]}>
      {operation.description !== undefined && <p>{operation.description}</p>}
      <Sample
        title="curl"
        text={curlOf(api, operation, window.location.origin, samples, member.data)}
      />
      {operation.parameters.length > 0 && (
        <section>
          <h3>{t("developers.parameters")}</h3>
          <dl className={classes["fields"]}>
            {operation.parameters.map((parameter) => (
              <div key={`${parameter.in} ${parameter.name}`}>
                <dt>
                  <code>{parameter.name}</code>
                  <span className="quiet">
                    {" "}
                    {parameter.in}
                    {parameter.required ? ` · ${t("developers.required")}` : ""}
                  </span>
                </dt>
                <dd>
                  <span className="quiet">{typeWords(parameter.schema)}</span>{" "}
                  {parameter.description}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {operation.request !== undefined && (
        <section>
          <h3>
            {t("developers.request")} <span className="quiet">{operation.request.type}</span>
          </h3>
          <SchemaView api={api} schema={operation.request.media.schema} />
        </section>
      )}
      {body !== undefined && <Sample title={t("developers.example")} text={body} />}
      {operation.replies.map((reply) => (
        <section key={reply.status}>
          <h3>
            {t("developers.reply")} {reply.status}{" "}
            <span className="quiet">{reply.description}</span>
          </h3>
          {reply.schema !== undefined && <SchemaView api={api} schema={reply.schema} />}
        </section>
      ))}
    </div>
  );
}
