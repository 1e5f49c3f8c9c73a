import {
  IconActivity,
  IconApi,
  IconArrowsExchange,
  IconBook2,
  IconBriefcase,
  IconCalendarRepeat,
  IconFileImport,
  IconHistory,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconRoute,
  IconScale,
  IconSend,
  IconSettings,
  IconTimeline,
  IconUsers,
  IconWallet,
  IconWebhook,
  type Icon,
} from "@tabler/icons-react";
import type { MessageId } from "@/messages/en";

export type PagePath =
  | "/"
  | "/accounts"
  | "/ledgers"
  | "/transfers"
  | "/trial-balance"
  | "/imports"
  | "/sagas"
  | "/webhooks"
  | "/events"
  | "/dead-letters"
  | "/jobs"
  | "/schedules"
  | "/event-delivery"
  | "/users"
  | "/api-keys"
  | "/audit"
  | "/observability"
  | "/developers"
  | "/settings";

export interface NavigationItem {
  to: PagePath;
  label: MessageId;
  icon: Icon;
  /** Pressed after `g`. */
  key: string;
  /** Shown only to roles that hold this permission. */
  permission?: string;
}

export interface NavigationGroup {
  label?: MessageId;
  items: NavigationItem[];
}

/** The console's pages in the order of the menu; the shortcuts' help reads the same list. */
export const navigation: NavigationGroup[] = [
  { items: [{ to: "/", label: "nav.overview", icon: IconLayoutDashboard, key: "o" }] },
  {
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
  },
  {
    label: "nav.group_operations",
    items: [
      { to: "/sagas", label: "nav.sagas", icon: IconRoute, key: "w", permission: "sagas:read" },
      {
        to: "/webhooks",
        label: "nav.webhooks",
        icon: IconWebhook,
        key: "p",
        permission: "webhooks:read",
      },
      {
        to: "/events",
        label: "nav.events",
        icon: IconTimeline,
        key: "e",
        permission: "events:read",
      },
      {
        to: "/dead-letters",
        label: "nav.dead_letters",
        icon: IconInbox,
        key: "x",
        permission: "events:read",
      },
      { to: "/jobs", label: "nav.jobs", icon: IconBriefcase, key: "j", permission: "jobs:read" },
      {
        to: "/schedules",
        label: "nav.schedules",
        icon: IconCalendarRepeat,
        key: "c",
        permission: "jobs:read",
      },
    ],
  },
  {
    label: "nav.group_access",
    items: [
      { to: "/users", label: "nav.users", icon: IconUsers, key: "u", permission: "users:read" },
      {
        to: "/api-keys",
        label: "nav.api_keys",
        icon: IconKey,
        key: "k",
        permission: "api_keys:read",
      },
      { to: "/audit", label: "nav.audit", icon: IconHistory, key: "h", permission: "audit:read" },
    ],
  },
  {
    label: "nav.group_more",
    items: [
      {
        to: "/event-delivery",
        label: "nav.delivery",
        icon: IconSend,
        key: "r",
        permission: "platform.events:read",
      },
      {
        to: "/observability",
        label: "nav.observability",
        icon: IconActivity,
        key: "m",
        permission: "platform.observability:read",
      },
      { to: "/developers", label: "nav.developers", icon: IconApi, key: "d" },
      { to: "/settings", label: "nav.settings", icon: IconSettings, key: "s" },
    ],
  },
];
