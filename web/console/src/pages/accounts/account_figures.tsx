import { Skeleton } from "@mantine/core";
import type { Account } from "@/api/accounts";
import { Money } from "@/components/money";
import { isZero } from "@/format/decimal";
import { useT } from "@/messages/use_t";
import classes from "./account_figures.module.css";

/** The account's balances in one row: what it has, what it can spend, what waits. */
export function AccountFigures({ account }: { account: Account | undefined }) {
  const t = useT();
  const figures =
    account === undefined
      ? undefined
      : [
          { label: t("accounts.balance"), value: account.balance, strong: true },
          { label: t("accounts.available"), value: account.available, strong: true },
          { label: t("accounts.debits_pending"), value: account.balances.debits_pending },
          { label: t("accounts.credits_pending"), value: account.balances.credits_pending },
        ];
  return (
    <section className={`surface ${classes["box"]}`} aria-label={t("accounts.balances")}>
      <dl className={classes["figures"]}>
        {(figures ?? Array.from({ length: 4 }, () => undefined)).map((figure, index) => (
          <div key={index}>
            <dt>{figure?.label ?? <Skeleton height={12} width={70} my={4} />}</dt>
            <dd data-strong={figure?.strong || undefined}>
              {figure === undefined ? (
                <Skeleton height={20} width={110} />
              ) : (
                <Money value={figure.value} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {account !== undefined && account.limit !== "none" && (
        <p className={classes["limit"]}>
          {t(`limit_detail.${account.limit}`)}
          {account.overdraft_limit !== undefined && !isZero(account.overdraft_limit.amount) && (
            <>
              {" "}
              {t("accounts.overdraft")}: <Money value={account.overdraft_limit} />
            </>
          )}
        </p>
      )}
    </section>
  );
}
