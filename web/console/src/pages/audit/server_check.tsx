import { Alert, Button, Group, Progress, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditFinding } from "@/api/audit";
import { DataTable } from "@/components/data_table";
import { ProblemAlert } from "@/components/problem_alert";
import type { MessageId } from "@/messages/en";
import { operations } from "@/messages/en/operations";
import { useT, type Translate } from "@/messages/use_t";
import { useServerCheck } from "./use_server_check";
import classes from "./audit.module.css";

function findingWords(kind: string, t: Translate): string {
  const id = `audit_finding.${kind}`;
  return id in operations ? t(id as MessageId) : kind;
}

function Findings({ findings }: { findings: AuditFinding[] }) {
  const t = useT();
  return (
    <DataTable
      label={t("audit.findings")}
      rows={findings.map((finding, index) => ({ ...finding, index }))}
      rowKey={(finding) => String(finding.index)}
      columns={[
        {
          id: "kind",
          header: t("audit.what_happened"),
          title: true,
          cell: (finding) => findingWords(finding.kind, t),
        },
        { id: "number", header: t("audit.entry_number"), cell: (finding) => finding.number ?? "–" },
        {
          id: "entry",
          header: t("audit.entry"),
          cell: (finding) =>
            finding.entry === undefined ? (
              "–"
            ) : (
              <Link to="/audit/$entryId" params={{ entryId: finding.entry }} className="link">
                {finding.entry}
              </Link>
            ),
        },
        { id: "detail", header: t("audit.detail"), cell: (finding) => finding.detail },
      ]}
    />
  );
}

/** The whole audit, checked where it is stored. */
export function ServerCheck() {
  const t = useT();
  const { running, result, error, run, stop } = useServerCheck();
  const share = result === undefined || result.length === 0 ? 0 : result.checked / result.length;
  return (
    <section className={`surface ${classes["panel"]}`} aria-label={t("audit.server_check")}>
      <Title order={2} mb="xs">
        {t("audit.server_check")}
      </Title>
      <Text size="sm" mb="sm">
        {t("audit.server_check_detail")}
      </Text>
      <Group mb="sm">
        <Button loading={running} onClick={() => void run()}>
          {t("audit.check_all")}
        </Button>
        {running && (
          <Button variant="default" onClick={stop}>
            {t("audit.stop")}
          </Button>
        )}
      </Group>
      {error !== undefined && <ProblemAlert error={error} />}
      {running && (
        <Progress value={100 * share} aria-label={t("audit.server_check")} mb="sm" animated />
      )}
      <div role="status">
        {result !== undefined && (
          <Alert
            role="note"
            variant="light"
            color={result.found > 0 ? "red" : result.complete ? "green" : "gray"}
            title={t(
              result.found > 0
                ? "audit.found"
                : result.complete
                  ? "audit.nothing_found"
                  : "audit.not_complete",
              { count: result.found },
            )}
          >
            {t("audit.checked", {
              entries: result.checked,
              length: result.length,
              checkpoints: result.checkpoints,
            })}
          </Alert>
        )}
      </div>
      {result !== undefined && result.findings.length > 0 && (
        <Findings findings={result.findings} />
      )}
    </section>
  );
}
