import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { console_, root } from "./console_route";
import { directoryRoute } from "./directory_routes";
import { FailedPage } from "./failed_page";
import { operationsRoute } from "./operations_routes";
import { peopleRoute } from "./people_routes";
import { portalRoute } from "./portal_routes";
import * as search from "./search_params";
import { signOnRoute, signOnSettingsRoute } from "./sign_on_routes";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import("@/pages/sign_in/sign_in_page"), "SignInPage"),
});

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgotten-password",
  component: lazyRouteComponent(
    () => import("@/pages/mailed/forgotten_password_page"),
    "ForgottenPasswordPage",
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyRouteComponent(
    () => import("@/pages/mailed/reset_password_page"),
    "ResetPasswordPage",
  ),
});
const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("@/pages/mailed/join_page"), "JoinPage"),
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
  validateSearch: search.sortedBy("started_at"),
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
  validateSearch: search.users,
  component: lazyRouteComponent(() => import("@/pages/users/users_page"), "UsersPage"),
});
const apiKeys = createRoute({
  getParentRoute: () => console_,
  path: "/api-keys",
  validateSearch: search.sortedBy("created_at"),
  component: lazyRouteComponent(() => import("@/pages/api_keys/api_keys_page"), "ApiKeysPage"),
});
const settings = createRoute({
  getParentRoute: () => console_,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/pages/settings/settings_page"), "SettingsPage"),
});
const security = createRoute({
  getParentRoute: () => console_,
  path: "/security",
  component: lazyRouteComponent(() => import("@/pages/security/security_page"), "SecurityPage"),
});

const roles = createRoute({
  getParentRoute: () => console_,
  path: "/roles",
  component: lazyRouteComponent(() => import("@/pages/roles/roles_page"), "RolesPage"),
});
const approvals = createRoute({
  getParentRoute: () => console_,
  path: "/approvals",
  validateSearch: search.approvals,
  component: lazyRouteComponent(() => import("@/pages/approvals/approvals_page"), "ApprovalsPage"),
});
const usage = createRoute({
  getParentRoute: () => console_,
  path: "/usage",
  component: lazyRouteComponent(() => import("@/pages/usage/usage_page"), "UsagePage"),
});
const organisation = createRoute({
  getParentRoute: () => console_,
  path: "/organisation",
  component: lazyRouteComponent(
    () => import("@/pages/organisation/organisation_page"),
    "OrganisationPage",
  ),
});
const tenants = createRoute({
  getParentRoute: () => console_,
  path: "/tenants",
  validateSearch: search.tenants,
  component: lazyRouteComponent(() => import("@/pages/tenants/tenants_page"), "TenantsPage"),
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
  directoryRoute,
  apiKeys,
  portalRoute,
  settings,
  security,
  roles,
  approvals,
  usage,
  organisation,
  tenants,
  signOnSettingsRoute,
];

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgottenPassword,
    resetPassword,
    join,
    peopleRoute,
    signOnRoute,
    console_.addChildren(pages),
  ]),
  defaultErrorComponent: FailedPage,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
