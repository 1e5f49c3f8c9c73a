import { Badge } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Account } from "@/api/accounts";
import type { Ledger } from "@/api/ledgers";
import type { Column } from "@/components/data_table";
import { Moment } from "@/components/moment";
import { Money } from "@/components/money";
import type { Translate } from "@/messages/use_t";

export function accountColumns(t: Translate, ledgers: Ledger[]): Column<Account>[] {
  const names = new Map(ledgers.map((ledger) => [ledger.id, ledger.name]));
  return [
    {
      id: "name",
      header: t("accounts.name"),
      sort: "name",
      title: true,
      cell: (account) => (
        <>
          <Link to="/accounts/$accountId" params={{ accountId: account.id }} className="link">
            {account.name}
          </Link>
          {account.closed && (
            <Badge variant="default" size="sm" ms={8}>
              {t("accounts.closed")}
            </Badge>
          )}
        </>
      ),
    },
    {
      id: "reference",
      header: t("accounts.reference"),
      cell: (account) => account.reference ?? <span className="visually-hidden">–</span>,
    },
    {
      id: "ledger",
      header: t("ledgers.ledger"),
      cell: (account) => names.get(account.ledger) ?? account.asset,
    },
    {
      id: "opened",
      header: t("accounts.opened_at"),
      sort: "created_at",
      cell: (account) => <Moment at={account.created_at} day />,
    },
    {
      id: "available",
      header: t("accounts.available"),
      align: "end",
      cell: (account) => <Money value={account.available} />,
    },
    {
      id: "balance",
      header: t("accounts.balance"),
      align: "end",
      cell: (account) => <Money value={account.balance} strong />,
    },
  ];
}
