import { Badge, Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconArrowsExchange, IconLock } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { accountQuery } from "@/api/accounts";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { AccountFigures } from "./account_figures";
import { Statement } from "./statement";

// Not in the first load: the figures and the statement are read first.
const BalanceHistory = lazy(async () => ({
  default: (await import("./balance_history")).BalanceHistory,
}));

const route = getRouteApi("/console/accounts/$accountId");

export function AccountPage() {
  const t = useT();
  const may = useMay();
  const { accountId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(accountQuery(accountId));
  const parent = { to: "/accounts", label: t("nav.accounts") } as const;
  if (query.isError) {
    return (
      <>
        <PageHeader title={t("accounts.account")} parent={parent} />
        <ProblemAlert error={query.error} retry={() => void query.refetch()} />
      </>
    );
  }
  const account = query.data;
  const usable = account !== undefined && !account.closed && may("ledger.transfers:write");
  return (
    <>
      <PageHeader
        title={account?.name ?? t("accounts.account")}
        parent={parent}
        description={
          account === undefined ? (
            <Skeleton height={14} width={220} my={4} />
          ) : (
            <>
              {account.reference !== undefined && <>{account.reference} · </>}
              <span>{account.id}</span> <CopyButton text={account.id} />
              {account.closed && (
                <Badge variant="default" ms={8}>
                  {t("accounts.closed")}
                </Badge>
              )}
            </>
          )
        }
        actions={
          usable && (
            <>
              <Button
                variant="default"
                leftSection={<IconLock size={16} />}
                renderRoot={(props) => (
                  <Link
                    to="/transfers/new"
                    search={{ debit: accountId, mode: "hold" }}
                    {...props}
                  />
                )}
              >
                {t("transfers.hold")}
              </Button>
              <Button
                leftSection={<IconArrowsExchange size={16} />}
                renderRoot={(props) => (
                  <Link to="/transfers/new" search={{ debit: accountId }} {...props} />
                )}
              >
                {t("transfers.new")}
              </Button>
            </>
          )
        }
      />
      <AccountFigures account={account} />
      {query.isPending && <Skeleton height={290} mb="sm" />}
      {account !== undefined && (
        <Suspense fallback={<Skeleton height={290} mb="sm" />}>
          <BalanceHistory
            account={account}
            range={search.range ?? "month"}
            onRange={(range) => void navigate({ search: { ...search, range }, replace: true })}
          />
        </Suspense>
      )}
      <Statement
        account={accountId}
        search={search}
        onChange={(change) => void navigate({ search: { ...search, ...change }, replace: true })}
      />
    </>
  );
}
