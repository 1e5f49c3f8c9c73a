import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import type { Balances } from "@/api/ledgers";
import type { Transfer } from "@/api/transfers";
import { Moment } from "@/components/moment";
import { Money } from "@/components/money";
import { useT } from "@/messages/use_t";
import { AccountName } from "./account_name";
import { balanceOf } from "./balances";
import classes from "./transfers.module.css";

/** All that is known of a transfer, with both balances after it. */
export function TransferFacts({ transfer }: { transfer: Transfer }) {
  const t = useT();
  const after = (balances: Balances | undefined): [string, ReactNode][] =>
    balances === undefined
      ? []
      : [[t("transfers.balance_after"), <Money key="after" value={balanceOf(balances)} />]];
  const facts: [string, ReactNode][] = [
    [t("transfers.amount"), <Money key="amount" value={transfer.amount} strong />],
    [t("transfers.from"), <AccountName key="from" id={transfer.debit_account} />],
    ...after(transfer.debit_balances),
    [t("transfers.to"), <AccountName key="to" id={transfer.credit_account} />],
    ...after(transfer.credit_balances),
    [t("statement.time"), <Moment key="time" at={transfer.timestamp} />],
  ];
  if (transfer.expires_at !== undefined) {
    facts.push([t("transfers.expires"), <Moment key="expires" at={transfer.expires_at} />]);
  }
  if (transfer.reference) facts.push([t("statement.reference"), transfer.reference]);
  facts.push([t("accounts.code"), transfer.code]);
  if (transfer.flags.length > 0) facts.push([t("transfers.flags"), transfer.flags.join(", ")]);
  if (transfer.pending_id !== undefined) {
    facts.push([
      t("transfers.of_hold"),
      <Link
        key="hold"
        to="/transfers/$transferId"
        params={{ transferId: transfer.pending_id }}
        className="link"
      >
        {transfer.pending_id}
      </Link>,
    ]);
  }
  return (
    <dl className={`surface padded ${classes["facts"]}`}>
      {facts.map(([name, value], index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
