import { Alert, Button, Code, Group, Skeleton, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  auditKeyQuery,
  consistencyProof,
  makeCheckpoint,
  newestCheckpointQuery,
  type AuditCheckpoint,
} from "@/api/audit";
import { CopyButton } from "@/components/copy_button";
import { EmptyState } from "@/components/empty_state";
import { Facts } from "@/components/facts";
import { Moment } from "@/components/moment";
import { ProblemAlert } from "@/components/problem_alert";
import { TextView } from "@/components/text_view";
import { download } from "@/format/csv";
import { useT } from "@/messages/use_t";
import { canHash } from "@/proof/bytes";
import { CheckList } from "./check_list";
import { forget, witness } from "./remembered";
import classes from "./audit.module.css";

/** The newest checkpoint beside what this browser saw before. */
function Witnessed({ checkpoint, auditKey }: { checkpoint: AuditCheckpoint; auditKey: string }) {
  const t = useT();
  const query = useQuery({
    queryKey: ["audit", "witness", checkpoint.note, auditKey],
    queryFn: () =>
      witness(localStorage, checkpoint, auditKey, consistencyProof, new Date().toISOString()),
    retry: false,
    staleTime: Infinity,
  });
  if (query.isError) return <ProblemAlert error={query.error} />;
  if (query.data === undefined) return <Skeleton height={60} />;
  const { signed, before, sameKey, consistent } = query.data;
  const since = before && <Moment at={before.seen} />;
  return (
    <>
      <CheckList
        label={t("audit.checkpoint_checks")}
        checks={[
          { id: "signed", good: signed, words: t("audit.checkpoint_signed") },
          ...(before === undefined
            ? []
            : [
                {
                  id: "key",
                  good: sameKey,
                  words: (
                    <>
                      {t("audit.same_key")} {since}
                    </>
                  ),
                },
                {
                  id: "consistent",
                  good: consistent,
                  words: (
                    <>
                      {t("audit.grew_only", { size: before.size })} {since}
                    </>
                  ),
                },
              ]),
        ]}
      />
      {before === undefined && (
        <Text size="sm" className="quiet" mb="sm">
          {t("audit.remembered_now")}
        </Text>
      )}
      {!(signed && sameKey && consistent) && (
        <Alert color="red" variant="light" role="alert" title={t("audit.witness_failed")}>
          <Text size="sm" mb="sm">
            {t("audit.witness_failed_detail")}
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              forget(localStorage, checkpoint.note);
              void query.refetch();
            }}
          >
            {t("audit.forget")}
          </Button>
        </Alert>
      )}
    </>
  );
}

/** How far the audit is signed, by which key. */
export function ChainState() {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery(newestCheckpointQuery);
  const key = useQuery(auditKeyQuery);
  const sign = useMutation({
    mutationFn: makeCheckpoint,
    onSuccess: (made) => client.setQueryData(newestCheckpointQuery.queryKey, made),
  });
  const checkpoint = query.data;
  const action = (
    <Button variant="default" loading={sign.isPending} onClick={() => sign.mutate()}>
      {t("audit.sign_now")}
    </Button>
  );
  return (
    <section className={`surface ${classes["panel"]}`} aria-label={t("audit.checkpoint")}>
      <Title order={2} mb="xs">
        {t("audit.checkpoint")}
      </Title>
      {query.isError && <ProblemAlert error={query.error} />}
      {key.isError && <ProblemAlert error={key.error} />}
      {sign.isError && <ProblemAlert error={sign.error} />}
      {query.isPending && <Skeleton height={90} />}
      {checkpoint === null && (
        <EmptyState
          title={t("audit.no_checkpoint")}
          detail={t("audit.no_checkpoint_detail")}
          action={action}
        />
      )}
      {checkpoint && (
        <>
          <Facts
            facts={[
              { name: t("audit.entries_signed"), value: checkpoint.size },
              { name: t("audit.signed_at"), value: <Moment at={checkpoint.signed_at} /> },
              key.data && {
                name: t("audit.key"),
                value: (
                  <>
                    <Code>{key.data.key}</Code> <CopyButton text={key.data.key} />
                  </>
                ),
              },
            ]}
          />
          {canHash() && key.data !== undefined && (
            <Witnessed checkpoint={checkpoint} auditKey={key.data.key} />
          )}
          <TextView text={checkpoint.note} label={t("audit.note")} />
          <Text size="sm" my="sm">
            {t("audit.keep_note")}
          </Text>
          <Group gap="xs">
            {action}
            <Button
              variant="default"
              onClick={() => download("checkpoint.txt", "text/plain", checkpoint.note)}
            >
              {t("audit.download_note")}
            </Button>
          </Group>
        </>
      )}
    </section>
  );
}
