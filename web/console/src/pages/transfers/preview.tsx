import { Text, Title } from "@mantine/core";
import type { Account } from "@/api/accounts";
import { Money } from "@/components/money";
import { useT } from "@/messages/use_t";
import { project } from "./balances";
import classes from "./transfers.module.css";

interface Props {
  debit: Account | null;
  credit: Account | null;
  /** The amount once it is a valid one. */
  amount: string | undefined;
  mode: "transfer" | "hold";
}

/** The figures of both accounts now and after, while the form is being filled. */
export function Preview({ debit, credit, amount, mode }: Props) {
  const t = useT();
  const sides = [
    { side: "debit", account: debit },
    { side: "credit", account: credit },
  ] as const;
  return (
    <aside className="surface padded" aria-label={t("transfers.preview")}>
      <Title order={2} mb="xs">
        {t("transfers.preview")}
      </Title>
      {debit === null && credit === null && (
        <Text size="sm" c="dimmed">
          {t("transfers.preview_empty")}
        </Text>
      )}
      {sides.map(({ side, account }) => {
        if (account === null) return null;
        const after = amount === undefined ? undefined : project(account, amount, side, mode);
        const hold = mode === "hold";
        return (
          <div key={side} className={classes["side"]}>
            <Text size="sm" fw={600}>
              {account.name}
            </Text>
            <dl>
              <dt>{hold ? t("transfers.available_now") : t("transfers.balance_now")}</dt>
              <dd>
                <Money value={hold ? account.available : account.balance} />
              </dd>
              {after !== undefined && (
                <>
                  <dt>{hold ? t("transfers.available_after") : t("transfers.balance_after")}</dt>
                  <dd>
                    <Money value={hold ? after.available : after.balance} strong />
                  </dd>
                </>
              )}
            </dl>
          </div>
        );
      })}
    </aside>
  );
}
