import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { approvalsPages, type Approval, type ApprovalStatus } from "@/api/approvals";
import type { Column } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { Moment } from "@/components/moment";
import { OperationName } from "@/components/operation_name";
import { PagedTable } from "@/components/paged_table";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { ApprovalBadge } from "./approval_badge";

interface Props {
  label: string;
  /** Only those that stand so. */
  status?: ApprovalStatus;
  onOpen: (id: string) => void;
}

/** What waits, or all there ever was. */
export function ApprovalList({ label, status, onOpen }: Props) {
  const t = useT();
  const query = useInfiniteQuery(approvalsPages(status));
  const columns: Column<Approval>[] = [
    {
      id: "operation",
      header: t("approvals.operation"),
      title: true,
      cell: (one) => <OperationName operation={one.operation} />,
    },
    {
      id: "maker",
      header: t("approvals.maker"),
      cell: (one) => (
        <>
          {one.maker_name} {one.own && <StateBadge color="gray">{t("approvals.yours")}</StateBadge>}
        </>
      ),
    },
    {
      id: "status",
      header: t("approvals.status"),
      cell: (one) => <ApprovalBadge status={one.status} />,
    },
    {
      id: "asked",
      header: t("approvals.asked"),
      cell: (one) => <Moment at={one.created_at} />,
    },
    {
      id: "until",
      header: t("approvals.until"),
      cell: (one) => <Moment at={one.expires_at} day />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (one) => (
        <Button variant="subtle" size="compact-xs" onClick={() => onOpen(one.id)}>
          {t("approvals.look")}
          <span className="visually-hidden"> {one.operation}</span>
        </Button>
      ),
    },
  ];
  return (
    <PagedTable
      label={label}
      query={query}
      columns={columns}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t("approvals.none")} detail={t("approvals.none_detail")} />}
    />
  );
}
