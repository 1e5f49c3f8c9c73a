import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { accountQuery } from "@/api/accounts";
import { transferQuery, type Transfer } from "@/api/transfers";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { Receipt } from "./receipt";
import { TransferForm } from "./transfer_form";

const route = getRouteApi("/console/transfers/new");

/** Makes a transfer or hold; filled in beforehand when it starts from an account or reverses one. */
export function NewTransferPage() {
  const t = useT();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [done, setDone] = useState<{ of: string; transfer: Transfer }>();
  const reversed = useQuery({
    ...transferQuery(search.reverses ?? ""),
    enabled: search.reverses !== undefined,
  });
  const debitId = reversed.data?.credit_account ?? search.debit;
  const creditId = reversed.data?.debit_account ?? search.credit;
  const debit = useQuery({ ...accountQuery(debitId ?? ""), enabled: debitId !== undefined });
  const credit = useQuery({ ...accountQuery(creditId ?? ""), enabled: creditId !== undefined });
  const asked = [reversed, debit, credit];
  const failed = asked.find((query) => query.isError);
  const waiting = asked.some((query) => query.isLoading);
  const title = t(search.reverses === undefined ? "transfers.new" : "transfers.reverse_title");
  const of = JSON.stringify(search);
  return (
    <>
      <PageHeader
        title={title}
        parent={{ to: "/transfers", label: t("nav.transfers") }}
        {...(search.reverses === undefined ? {} : { description: t("transfers.reverse_detail") })}
      />
      {failed !== undefined && (
        <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />
      )}
      {done?.of === of ? (
        <Receipt
          transfer={done.transfer}
          onAnother={() => {
            setDone(undefined);
            void navigate({ search: {} });
          }}
        />
      ) : waiting ? (
        <Skeleton height={420} maw={560} />
      ) : (
        <TransferForm
          key={of}
          initial={{
            mode: search.mode ?? "transfer",
            debit: debit.data ?? null,
            credit: credit.data ?? null,
            amount: reversed.data?.amount.amount ?? "",
            reference:
              search.reverses === undefined
                ? ""
                : t("transfers.reversal_of", { id: search.reverses }),
          }}
          onDone={(transfer) => setDone({ of, transfer })}
        />
      )}
    </>
  );
}
