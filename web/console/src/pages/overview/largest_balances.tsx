import { Skeleton, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { largestAccountsQuery } from "@/api/accounts";
import { Money } from "@/components/money";
import { ProblemAlert } from "@/components/problem_alert";
import { toPixelNumber } from "@/format/decimal";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

const shown = 6;

/** The accounts of a ledger that hold or owe the most, as bars beside their figures. */
export function LargestBalances({ ledger }: { ledger: string }) {
  const t = useT();
  const query = useQuery(largestAccountsQuery(ledger));
  const size = (amount: string) => Math.abs(toPixelNumber(amount));
  const accounts = (query.data?.accounts ?? [])
    .toSorted((a, b) => size(b.balance.amount) - size(a.balance.amount))
    .slice(0, shown);
  const most = Math.max(...accounts.map(({ balance }) => size(balance.amount)), 0);
  return (
    <section className={`surface ${classes["panel"]}`}>
      <div className={classes["panelHead"]}>
        <Title order={2}>{t("overview.balances")}</Title>
        <Link to="/accounts" search={{ ledger }} className="link">
          {t("overview.all_accounts")}
        </Link>
      </div>
      {query.isError && <ProblemAlert error={query.error} />}
      {query.isPending && <Skeleton height={160} />}
      <ul className={classes["balances"]}>
        {accounts.map(({ id, name, balance }) => (
          <li key={id}>
            <Link to="/accounts/$accountId" params={{ accountId: id }} className="link">
              {name}
            </Link>
            <Money value={balance} />
            <span
              className={classes["measure"]}
              data-negative={balance.amount.startsWith("-") || undefined}
              style={{ inlineSize: `${most === 0 ? 0 : (size(balance.amount) / most) * 100}%` }}
            />
          </li>
        ))}
      </ul>
      {query.data?.more === true && (
        <p className={`quiet ${classes["note"]}`}>
          {t("overview.balances_cut", { count: query.data.accounts.length })}
        </p>
      )}
    </section>
  );
}
