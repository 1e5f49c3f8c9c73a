import { Alert } from "@mantine/core";
import { Facts } from "@/components/facts";
import type { Operation } from "@/api/operations";
import { useT } from "@/messages/use_t";

/** How often a call takes effect that is made twice. */
function idempotency({ kind, audience, parameters }: Operation) {
  if (["query", "stream", "download"].includes(kind)) return "reads" as const;
  const keyed = parameters.some(({ name }) => name === "Idempotency-Key");
  const kept = (kind === "command" || kind === "posting") && audience !== "everyone";
  return keyed && kept ? ("keyed" as const) : ("once" as const);
}

/** What must be known to call an operation, beside what goes in and comes out. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const t = useT();
  const { permission, audience, dataClass, since, stepUp, deprecation, deprecated, replyChanges } =
    operation;
  return (
    <>
      {deprecated && (
        <Alert color="yellow" variant="light" mb="sm" title={t("developers.deprecated")}>
          {deprecation}
        </Alert>
      )}
      <Facts
        facts={[
          { name: t("portal.name"), value: <code>{operation.id}</code> },
          {
            name: t("portal.who"),
            value: t("portal.audience", { audience }),
          },
          permission === undefined
            ? undefined
            : { name: t("developers.permission"), value: <code>{permission}</code> },
          stepUp ? { name: t("portal.proof"), value: t("portal.proof_detail") } : undefined,
          { name: t("portal.kind"), value: t("portal.kind_words", { kind: operation.kind }) },
          {
            name: t("portal.idempotency"),
            value: t("portal.idempotency_words", { how: idempotency(operation) }),
          },
          dataClass === undefined
            ? undefined
            : { name: t("portal.data"), value: t("portal.data_words", { data: dataClass }) },
          since === undefined ? undefined : { name: t("portal.since"), value: since },
          replyChanges.length === 0
            ? undefined
            : {
                name: t("portal.reply_changes"),
                value: replyChanges.map(({ day, text }) => (
                  <div key={day}>{`${day}: ${text}`}</div>
                )),
              },
        ]}
      />
    </>
  );
}
