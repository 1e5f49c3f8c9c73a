import { Alert, Button, Code, Skeleton, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { auditKeyQuery, makeCheckpoint, type AuditRecord } from "@/api/audit";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { canHash } from "@/proof/bytes";
import { readNote } from "@/proof/note";
import { verifyRecord, type ProvenEntry } from "@/proof/record";
import { CheckList } from "./check_list";
import { ProofNeeds } from "./proof_needs";

/** Computes in the browser that a signed checkpoint covers exactly this entry. */
function Computed({ record }: { record: ProvenEntry }) {
  const t = useT();
  const key = useQuery(auditKeyQuery);
  const checks = useQuery({
    queryKey: ["audit", "computed", record.entry.id, record.inclusion.checkpoint, key.data?.key],
    queryFn: () => verifyRecord(record, key.data?.key ?? ""),
    enabled: canHash() && key.data !== undefined,
    retry: false,
    staleTime: Infinity,
  });
  if (!canHash()) return <ProofNeeds />;
  if (key.isError) return <ProblemAlert error={key.error} />;
  if (checks.isError) {
    return (
      <Alert color="red" variant="light" role="alert" title={t("audit.cannot_check")}>
        {String(checks.error)}
      </Alert>
    );
  }
  if (checks.data === undefined) return <Skeleton height={70} />;
  const { content, included, signed } = checks.data;
  const { size, at } = readNote(record.inclusion.checkpoint);
  return (
    <div role="status">
      <CheckList
        label={t("audit.proof")}
        checks={[
          { id: "content", good: content, words: t("audit.check_content") },
          {
            id: "included",
            good: included,
            words: t("audit.check_included", { number: record.seal.number, size }),
          },
          { id: "signed", good: signed, words: t("audit.check_signed", { at }) },
        ]}
      />
      <Text size="sm" className="quiet">
        {t("audit.computed_here")}
      </Text>
    </div>
  );
}

/** An entry's place in the chain, and the proof of it. */
export function EntryProof({ record }: { record: AuditRecord }) {
  const t = useT();
  const client = useQueryClient();
  const sign = useMutation({
    mutationFn: makeCheckpoint,
    onSuccess: () => client.invalidateQueries({ queryKey: ["audit"] }),
  });
  const { entry, seal, inclusion } = record;
  return (
    <>
      {seal !== undefined && (
        <Text size="sm" mb="sm" style={{ overflowWrap: "anywhere" }}>
          {t("audit.number", { number: seal.number })} <Code>{seal.hash}</Code>
        </Text>
      )}
      {seal !== undefined && inclusion !== undefined ? (
        <Computed record={{ entry, seal, inclusion }} />
      ) : (
        <Alert role="note" variant="light" color="gray" title={t(`audit.state_${record.state}`)}>
          <Text size="sm" mb="sm">
            {t("audit.not_covered")}
          </Text>
          {sign.isError && <ProblemAlert error={sign.error} />}
          <Button size="xs" loading={sign.isPending} onClick={() => sign.mutate()}>
            {t("audit.sign_now")}
          </Button>
        </Alert>
      )}
    </>
  );
}
