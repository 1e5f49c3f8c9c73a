import type { Operation } from "@/api/operations";
import type { Session } from "@/api/session";
import { navigation } from "@/app/navigation";
import type { Translate } from "@/messages/use_t";
import type { Entry } from "./entry";

type May = (permission: string | undefined) => boolean;

export function pageEntries(t: Translate, may: May): Entry[] {
  return navigation.flatMap((group) =>
    group.items
      .filter((item) => may(item.permission))
      .map((item) => ({
        id: `page ${item.to}`,
        kind: "page" as const,
        label: t(item.label),
        detail: group.label === undefined ? "" : t(group.label),
        words: item.to,
        leads: { link: { to: item.to } },
      })),
  );
}

/** What people come for; everything else is among the operations. */
export function actionEntries(t: Translate, may: May): Entry[] {
  const actions = [
    {
      permission: "ledger.transfers:write",
      label: t("transfers.new"),
      link: { to: "/transfers/new" },
    },
    {
      permission: "ledger.accounts:write",
      label: t("accounts.open"),
      link: { to: "/accounts/new" },
    },
    {
      permission: "ledger.ledgers:write",
      label: t("ledgers.create"),
      link: { to: "/ledgers", search: { create: "yes" } },
    },
  ] as const;
  return actions
    .filter(({ permission }) => may(permission))
    .map(({ label, link }) => ({
      id: `action ${link.to}`,
      kind: "action",
      label,
      detail: "",
      leads: { link },
    }));
}

/** A form can be made for it: JSON or nothing goes in, and an answer comes that ends. */
function hasForm({ request, replies }: Operation): boolean {
  const ends = !replies.some(({ type }) => type === "text/event-stream");
  return ends && (request === undefined || request.type === "application/json");
}

/** The operations that this person may call. */
export function operationEntries(operations: Operation[], session: Session, may: May): Entry[] {
  const operator = session.role === "operator";
  return operations
    .filter((one) => may(one.permission) && one.forOperators === operator)
    .filter((one) => !one.id.startsWith("session.") && hasForm(one))
    .map((operation) => ({
      id: `operation ${operation.id}`,
      kind: "operation",
      label: operation.summary,
      detail: `${operation.method} ${operation.path}`,
      words: `${operation.id} ${operation.method} ${operation.path}`,
      leads: { operation },
    }));
}
