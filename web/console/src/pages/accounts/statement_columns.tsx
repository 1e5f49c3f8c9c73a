import { Link } from "@tanstack/react-router";
import type { StatementLine } from "@/api/accounts";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { Money } from "@/components/money";
import { KindBadge } from "@/pages/transfers/kind_badge";
import { TransferMenu } from "@/pages/transfers/transfer_menu";
import type { Translate } from "@/messages/use_t";

export function statementColumns(t: Translate): Column<StatementLine>[] {
  return [
    {
      id: "time",
      header: t("statement.time"),
      sort: "timestamp",
      title: true,
      cell: (line) => (
        <Link to="/transfers/$transferId" params={{ transferId: line.transfer }} className="link">
          <Moment at={line.timestamp} />
        </Link>
      ),
    },
    {
      id: "counterparty",
      header: t("statement.counterparty"),
      cell: (line) => (
        <span>
          <Link
            to="/accounts/$accountId"
            params={{ accountId: line.counterparty.id }}
            className="link"
          >
            {line.counterparty.name}
          </Link>
          <KindBadge kind={line.kind} pending={line.pending} />
        </span>
      ),
    },
    {
      id: "reference",
      header: t("statement.reference"),
      cell: (line) => line.reference ?? <span className="visually-hidden">–</span>,
    },
    {
      id: "debit",
      header: t("statement.debit"),
      align: "end",
      cell: (line) => <Money value={line.debit} />,
    },
    {
      id: "credit",
      header: t("statement.credit"),
      align: "end",
      cell: (line) => <Money value={line.credit} />,
    },
    {
      id: "balance",
      header: t("statement.balance"),
      align: "end",
      cell: (line) => <Money value={line.balance} strong />,
    },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (line) => <TransferMenu id={line.transfer} kind={line.kind} pending={line.pending} />,
    },
  ];
}
