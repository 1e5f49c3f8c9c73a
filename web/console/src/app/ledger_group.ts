import {
  IconArrowsExchange,
  IconBook2,
  IconFileImport,
  IconScale,
  IconWallet,
} from "@tabler/icons-react";
import type { NavigationGroup } from "./page_path";

/** The pages of the books, as the menu shows them. */
export const ledgerGroup: NavigationGroup = {
  name: "ledger",
  label: "nav.group_ledger",
  items: [
    {
      to: "/accounts",
      label: "nav.accounts",
      icon: IconWallet,
      key: "a",
      permission: "ledger.accounts:read",
    },
    {
      to: "/transfers",
      label: "nav.transfers",
      icon: IconArrowsExchange,
      key: "t",
      permission: "ledger.transfers:read",
    },
    {
      to: "/ledgers",
      label: "nav.ledgers",
      icon: IconBook2,
      key: "l",
      permission: "ledger.accounts:read",
    },
    {
      to: "/trial-balance",
      label: "nav.trial_balance",
      icon: IconScale,
      key: "b",
      permission: "ledger.accounts:read",
    },
    {
      to: "/imports",
      label: "nav.imports",
      icon: IconFileImport,
      key: "i",
      permission: "ledger.imports:read",
    },
  ],
};
