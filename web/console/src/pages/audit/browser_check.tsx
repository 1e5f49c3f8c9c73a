import { Alert, Button, Group, Progress, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { auditKeyQuery, evidenceLines, type AuditRange } from "@/api/audit";
import { ProblemError } from "@/api/problem";
import { ProblemAlert } from "@/components/problem_alert";
import { TimeRange } from "@/components/time_range";
import { useT } from "@/messages/use_t";
import { canHash } from "@/proof/bytes";
import { verifyEvidence, type EvidenceReport } from "@/proof/evidence";
import { CheckList } from "./check_list";
import { ProofNeeds } from "./proof_needs";
import classes from "./audit.module.css";

function Report({ report }: { report: EvidenceReport }) {
  const t = useT();
  const faults = new Set(report.findings.map(({ fault }) => fault));
  const altered = report.findings.filter(({ number }) => number !== undefined);
  return (
    <div role="status">
      <CheckList
        label={t("audit.browser_check")}
        checks={[
          {
            id: "entries",
            good: altered.length === 0 && !faults.has("incomplete"),
            words:
              altered.length === 0
                ? t("audit.entries_right", {
                    count: report.entries,
                    first: report.first,
                    last: report.last,
                  })
                : t("audit.entries_altered", {
                    numbers: altered.map(({ number }) => number).join(", "),
                  }),
          },
          {
            id: "root",
            good: !faults.has("rewritten"),
            words: t("audit.root_right", { size: report.size }),
          },
          {
            id: "signed",
            good: !faults.has("unsigned"),
            words: t("audit.check_signed", { at: report.signedAt }),
          },
        ]}
      />
    </div>
  );
}

/** A range of the audit, fetched and computed anew in this browser. */
export function BrowserCheck() {
  const t = useT();
  const client = useQueryClient();
  const [range, setRange] = useState<AuditRange>({});
  const [progress, setProgress] = useState(0);
  const abort = useRef(new AbortController());
  const check = useMutation({
    mutationFn: async () => {
      abort.current = new AbortController();
      setProgress(0);
      const { key } = await client.ensureQueryData(auditKeyQuery);
      const lines = evidenceLines(range, abort.current.signal);
      return verifyEvidence(lines, key, (done, all) => setProgress(done / all));
    },
  });
  const problem = check.error instanceof ProblemError ? check.error.problem : undefined;
  const stopped = check.error instanceof DOMException && check.error.name === "AbortError";
  return (
    <section className={`surface ${classes["panel"]}`} aria-label={t("audit.browser_check")}>
      <Title order={2} mb="xs">
        {t("audit.browser_check")}
      </Title>
      <Text size="sm" mb="sm">
        {t("audit.browser_check_detail")}
      </Text>
      <ProofNeeds />
      <Group align="end" gap="sm" mb="sm">
        <TimeRange value={range} onChange={setRange} />
        <Button disabled={!canHash()} loading={check.isPending} onClick={() => check.mutate()}>
          {t("audit.check_range")}
        </Button>
        {check.isPending && (
          <Button variant="default" onClick={() => abort.current.abort()}>
            {t("audit.stop")}
          </Button>
        )}
      </Group>
      {check.isPending && (
        <Progress value={100 * progress} aria-label={t("audit.browser_check")} animated />
      )}
      {problem?.status === 404 ? (
        <Alert role="note" variant="light" color="gray" title={t("audit.no_evidence")}>
          {t("audit.no_evidence_detail")}
        </Alert>
      ) : problem !== undefined ? (
        <ProblemAlert error={check.error} />
      ) : (
        check.isError &&
        !stopped && (
          <Alert variant="light" color="red" role="alert" title={t("audit.cannot_check")}>
            {String(check.error)}
          </Alert>
        )
      )}
      {check.data !== undefined && <Report report={check.data} />}
    </section>
  );
}
