import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { transferQuery, type Transfer } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { CopyButton } from "@/components/copy_button";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { HoldDialog } from "./hold_dialog";
import { TransferFacts } from "./transfer_facts";

const route = getRouteApi("/console/transfers/$transferId");

function Actions({ transfer }: { transfer: Transfer }) {
  const t = useT();
  const may = useMay();
  const [dialog, setDialog] = useState<"post" | "void" | null>(null);
  if (!may("ledger.transfers:write")) return null;
  if (transfer.kind === "hold") {
    return (
      <>
        <Button variant="default" onClick={() => setDialog("void")}>
          {t("transfers.void")}
        </Button>
        <Button onClick={() => setDialog("post")}>{t("transfers.post")}</Button>
        {dialog !== null && (
          <HoldDialog hold={transfer.id} action={dialog} onClose={() => setDialog(null)} />
        )}
      </>
    );
  }
  if (transfer.kind !== "transfer" && transfer.kind !== "post") return null;
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={16} />}
      renderRoot={(props) => (
        <Link to="/transfers/new" search={{ reverses: transfer.id }} {...props} />
      )}
    >
      {t("transfers.reverse")}
    </Button>
  );
}

export function TransferPage() {
  const t = useT();
  const { transferId } = route.useParams();
  const query = useQuery(transferQuery(transferId));
  const transfer = query.data;
  return (
    <>
      <PageHeader
        title={transfer === undefined ? t("transfers.transfer") : t(`kind.${transfer.kind}`)}
        parent={{ to: "/transfers", label: t("nav.transfers") }}
        description={
          <>
            {transferId} <CopyButton text={transferId} />
          </>
        }
        actions={transfer !== undefined && <Actions transfer={transfer} />}
      />
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={240} />}
      {transfer !== undefined && <TransferFacts transfer={transfer} />}
    </>
  );
}
