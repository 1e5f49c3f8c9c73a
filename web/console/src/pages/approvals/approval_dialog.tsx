import { Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { approvalQuery, type Approval } from "@/api/approvals";
import { useMay } from "@/app/permissions";
import { Dialog } from "@/components/dialog";
import { Facts } from "@/components/facts";
import { JsonView } from "@/components/json_view";
import { Moment } from "@/components/moment";
import { useOperationSummary } from "@/components/operation_name";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { ApprovalBadge } from "./approval_badge";
import { Decide, GoOn } from "./approval_moves";
import { nextMove } from "./next_move";

function Said({ text, label }: { text: string; label: string }) {
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {label}
      </Text>
      <JsonView text={text} label={label} />
    </>
  );
}

/** What is asked, by whom and why it waits. */
function About({ approval }: { approval: Approval }) {
  const t = useT();
  return (
    <>
      <Facts
        facts={[
          { name: t("approvals.operation"), value: <Code>{approval.operation}</Code> },
          { name: t("approvals.status"), value: <ApprovalBadge status={approval.status} /> },
          { name: t("approvals.maker"), value: approval.maker_name },
          { name: t("approvals.asked"), value: <Moment at={approval.created_at} /> },
          {
            name: t("approvals.rule"),
            value: approval.rule === "" ? t("approvals.always") : <Code>{approval.rule}</Code>,
          },
          approval.decided_by_name === undefined
            ? undefined
            : { name: t("approvals.decided"), value: approval.decided_by_name },
          approval.reason === undefined
            ? undefined
            : { name: t("approvals.reason"), value: approval.reason },
        ]}
      />
      {approval.request !== undefined && (
        <Said text={approval.request} label={t("approvals.request")} />
      )}
      {approval.reply !== undefined && approval.reply !== "" && (
        <Said text={approval.reply} label={t("approvals.reply")} />
      )}
    </>
  );
}

/** One approval, to look at and to decide. */
export function ApprovalDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const may = useMay();
  const query = useQuery(approvalQuery(id));
  const approval = query.data;
  const move = approval && nextMove(approval, may("approvals:write"));
  const summary = useOperationSummary();
  return (
    <Dialog
      title={approval === undefined ? t("nav.approvals") : summary(approval.operation)}
      size="lg"
      onClose={onClose}
    >
      {query.isError && <ProblemAlert error={query.error} />}
      {approval !== undefined && (
        <>
          <About approval={approval} />
          {move === "wait" && (
            <Text size="sm" mt="md">
              {t("approvals.own_detail")}
            </Text>
          )}
          {move === "decide" && <Decide approval={approval} onClose={onClose} />}
          {move === "go_on" && <GoOn approval={approval} onClose={onClose} />}
        </>
      )}
    </Dialog>
  );
}
