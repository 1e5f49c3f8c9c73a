import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { console_, root } from "./console_route";
import { FailedPage } from "./failed_page";
import { operationsRoute } from "./operations_routes";
import * as search from "./search_params";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("@/pages/sign_in/sign_in_page"), "SignInPage"),
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
  operationsRoute,
  users,
  apiKeys,
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
