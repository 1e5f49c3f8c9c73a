import { Link } from "@tanstack/react-router";
import type { Transfer } from "@/api/transfers";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { Money } from "@/components/money";
import type { Translate } from "@/messages/use_t";
import { AccountName } from "./account_name";
import { KindBadge } from "./kind_badge";

export function transferColumns(t: Translate): Column<Transfer>[] {
  return [
    {
      id: "time",
      header: t("statement.time"),
      sort: "timestamp",
      title: true,
      cell: (transfer) => (
        <span>
          <Link to="/transfers/$transferId" params={{ transferId: transfer.id }} className="link">
            <Moment at={transfer.timestamp} />
          </Link>
          <KindBadge kind={transfer.kind} />
        </span>
      ),
    },
    {
      id: "debit",
      header: t("transfers.from"),
      cell: (transfer) => <AccountName id={transfer.debit_account} />,
    },
    {
      id: "credit",
      header: t("transfers.to"),
      cell: (transfer) => <AccountName id={transfer.credit_account} />,
    },
    {
      id: "reference",
      header: t("statement.reference"),
      cell: (transfer) => transfer.reference ?? <span className="visually-hidden">–</span>,
    },
    {
      id: "amount",
      header: t("transfers.amount"),
      align: "end",
      cell: (transfer) => <Money value={transfer.amount} strong />,
    },
  ];
}
