import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconDotsVertical } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import type { Transfer } from "@/api/transfers";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";

/** Comes when it is opened: a page of an account is in the budget of the first load. */
const HoldDialog = lazy(async () => ({ default: (await import("./hold_dialog")).HoldDialog }));

interface Props {
  id: string;
  kind: Transfer["kind"];
  pending: boolean;
}

/** What can be done with one line of a statement. */
export function TransferMenu({ id, kind, pending }: Props) {
  const t = useT();
  const may = useMay();
  const [dialog, setDialog] = useState<"post" | "void" | null>(null);
  const open = kind === "hold" && pending && may("ledger.transfers:write");
  const reversible = (kind === "transfer" || kind === "post") && may("ledger.transfers:write");
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("transfers.actions")}>
            <IconDotsVertical size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            renderRoot={(props) => (
              <Link to="/transfers/$transferId" params={{ transferId: id }} {...props} />
            )}
          >
            {t("transfers.details")}
          </Menu.Item>
          {open && <Menu.Item onClick={() => setDialog("post")}>{t("transfers.post")}</Menu.Item>}
          {open && <Menu.Item onClick={() => setDialog("void")}>{t("transfers.void")}</Menu.Item>}
          {reversible && (
            <Menu.Item
              renderRoot={(props) => (
                <Link to="/transfers/new" search={{ reverses: id }} {...props} />
              )}
            >
              {t("transfers.reverse")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog !== null && (
          <HoldDialog hold={id} action={dialog} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </>
  );
}
