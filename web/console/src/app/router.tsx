import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { FailedPage, MissingPage } from "./failed_page";
import { queryClient } from "./query_client";
import * as search from "./search_params";
import { Shell } from "./shell/shell";

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("@/pages/sign_in/sign_in_page"), "SignInPage"),
});

/** Everything behind the sign-in. */
const console_ = createRoute({
  getParentRoute: () => root,
  id: "console",
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { then: location.href } });
  },
});

const overview = createRoute({
  getParentRoute: () => console_,
  path: "/",
  component: lazyRouteComponent(() => import("@/pages/overview/overview_page"), "OverviewPage"),
});
const ledgers = createRoute({
  getParentRoute: () => console_,
  path: "/ledgers",
  validateSearch: search.ledgers,
  component: lazyRouteComponent(() => import("@/pages/ledgers/ledgers_page"), "LedgersPage"),
});
const trialBalance = createRoute({
  getParentRoute: () => console_,
  path: "/trial-balance",
  validateSearch: search.trialBalance,
  component: lazyRouteComponent(
    () => import("@/pages/trial_balance/trial_balance_page"),
    "TrialBalancePage",
  ),
});
const accounts = createRoute({
  getParentRoute: () => console_,
  path: "/accounts",
  validateSearch: search.accounts,
  component: lazyRouteComponent(() => import("@/pages/accounts/accounts_page"), "AccountsPage"),
});
const openAccount = createRoute({
  getParentRoute: () => console_,
  path: "/accounts/new",
  validateSearch: search.openAccount,
  component: lazyRouteComponent(
    () => import("@/pages/accounts/open_account_page"),
    "OpenAccountPage",
  ),
});
const account = createRoute({
  getParentRoute: () => console_,
  path: "/accounts/$accountId",
  validateSearch: search.account,
  component: lazyRouteComponent(() => import("@/pages/accounts/account_page"), "AccountPage"),
});
const transfers = createRoute({
  getParentRoute: () => console_,
  path: "/transfers",
  validateSearch: search.transfers,
  component: lazyRouteComponent(() => import("@/pages/transfers/transfers_page"), "TransfersPage"),
});
const newTransfer = createRoute({
  getParentRoute: () => console_,
  path: "/transfers/new",
  validateSearch: search.newTransfer,
  component: lazyRouteComponent(
    () => import("@/pages/transfers/new_transfer_page"),
    "NewTransferPage",
  ),
});
const transfer = createRoute({
  getParentRoute: () => console_,
  path: "/transfers/$transferId",
  component: lazyRouteComponent(() => import("@/pages/transfers/transfer_page"), "TransferPage"),
});
const imports = createRoute({
  getParentRoute: () => console_,
  path: "/imports",
  component: lazyRouteComponent(() => import("@/pages/imports/imports_page"), "ImportsPage"),
});
const importDetail = createRoute({
  getParentRoute: () => console_,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("@/pages/imports/import_page"), "ImportPage"),
});
const sagas = createRoute({
  getParentRoute: () => console_,
  path: "/sagas",
  validateSearch: search.sagas,
  component: lazyRouteComponent(() => import("@/pages/sagas/sagas_page"), "SagasPage"),
});
const saga = createRoute({
  getParentRoute: () => console_,
  path: "/sagas/$sagaId",
  component: lazyRouteComponent(() => import("@/pages/sagas/saga_page"), "SagaPage"),
});
const users = createRoute({
  getParentRoute: () => console_,
  path: "/users",
  component: lazyRouteComponent(() => import("@/pages/users/users_page"), "UsersPage"),
});
const apiKeys = createRoute({
  getParentRoute: () => console_,
  path: "/api-keys",
  component: lazyRouteComponent(() => import("@/pages/api_keys/api_keys_page"), "ApiKeysPage"),
});
const audit = createRoute({
  getParentRoute: () => console_,
  path: "/audit",
  validateSearch: search.audit,
  component: lazyRouteComponent(() => import("@/pages/audit/audit_page"), "AuditPage"),
});
const auditEntry = createRoute({
  getParentRoute: () => console_,
  path: "/audit/$entryId",
  component: lazyRouteComponent(() => import("@/pages/audit/entry_page"), "AuditEntryPage"),
});
const webhooks = createRoute({
  getParentRoute: () => console_,
  path: "/webhooks",
  validateSearch: search.webhooks,
  component: lazyRouteComponent(() => import("@/pages/webhooks/webhooks_page"), "WebhooksPage"),
});
const endpoint = createRoute({
  getParentRoute: () => console_,
  path: "/webhooks/$endpointId",
  validateSearch: search.endpoint,
  component: lazyRouteComponent(() => import("@/pages/webhooks/endpoint_page"), "EndpointPage"),
});
const observability = createRoute({
  getParentRoute: () => console_,
  path: "/observability",
  validateSearch: search.observability,
  component: lazyRouteComponent(
    () => import("@/pages/observability/observability_page"),
    "ObservabilityPage",
  ),
});
const developers = createRoute({
  getParentRoute: () => console_,
  path: "/developers",
  validateSearch: search.developers,
  component: lazyRouteComponent(
    () => import("@/pages/developers/developers_page"),
    "DevelopersPage",
  ),
});
const settings = createRoute({
  getParentRoute: () => console_,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/pages/settings/settings_page"), "SettingsPage"),
});

const pages = [
  overview,
  ledgers,
  trialBalance,
  accounts,
  openAccount,
  account,
  transfers,
  newTransfer,
  transfer,
  imports,
  importDetail,
  sagas,
  saga,
  users,
  apiKeys,
  audit,
  auditEntry,
  webhooks,
  endpoint,
  observability,
  developers,
  settings,
];

export const router = createRouter({
  routeTree: root.addChildren([signIn, console_.addChildren(pages)]),
  defaultErrorComponent: FailedPage,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
