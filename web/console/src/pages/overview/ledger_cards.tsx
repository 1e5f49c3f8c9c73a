import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Ledger } from "@/api/ledgers";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

/** More than these are found on the ledgers page. */
const shown = 6;

export function LedgerCards({ ledgers }: { ledgers: Ledger[] | undefined }) {
  const t = useT();
  if (ledgers === undefined) return <Skeleton height={76} />;
  if (ledgers.length === 0) return <p className="quiet">{t("ledgers.empty_title")}</p>;
  return (
    <div className={classes["cards"]}>
      {ledgers.slice(0, shown).map((ledger) => (
        <Link
          key={ledger.id}
          to="/accounts"
          search={{ ledger: ledger.id }}
          className={`surface ${classes["card"]}`}
        >
          <span className={classes["asset"]}>{ledger.asset}</span>
          <strong>{ledger.name}</strong>
          <span className="quiet">{t("overview.see_accounts")}</span>
        </Link>
      ))}
    </div>
  );
}
