import type { Icon } from "@tabler/icons-react";
import type { MessageId } from "@/messages/en";

/** Where the menu leads. */
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
  | "/uploads"
  | "/event-delivery"
  | "/users"
  | "/teams"
  | "/provisioning"
  | "/api-keys"
  | "/oauth-clients"
  | "/audit"
  | "/observability"
  | "/developers"
  | "/security"
  | "/roles"
  | "/approvals"
  | "/gateway"
  | "/platform-gateway"
  | "/usage"
  | "/organisation"
  | "/tenants"
  | "/limit-plans"
  | "/security/sign-on"
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
  /** By which it is remembered. */
  name: string;
  label?: MessageId;
  items: NavigationItem[];
}
