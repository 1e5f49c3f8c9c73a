import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { console_ } from "./console_route";
import * as search from "./portal_search";

/** What programmers need to call the server: pages with words of their own. */
const portal = createRoute({
  getParentRoute: () => console_,
  id: "portal",
  component: lazyRouteComponent(() => import("./portal_words"), "PortalWords"),
});

const reference = createRoute({
  getParentRoute: () => portal,
  path: "/developers",
  validateSearch: search.developers,
  component: lazyRouteComponent(
    () => import("@/pages/developers/reference/reference_page"),
    "ReferencePage",
  ),
});
const start = createRoute({
  getParentRoute: () => portal,
  path: "/developers/start",
  component: lazyRouteComponent(() => import("@/pages/developers/start/start_page"), "StartPage"),
});
const graphql = createRoute({
  getParentRoute: () => portal,
  path: "/developers/graphql",
  component: lazyRouteComponent(
    () => import("@/pages/developers/graphql/graphql_page"),
    "GraphqlPage",
  ),
});
const events = createRoute({
  getParentRoute: () => portal,
  path: "/developers/events",
  component: lazyRouteComponent(
    () => import("@/pages/developers/events/events_page"),
    "PortalEventsPage",
  ),
});
const tries = createRoute({
  getParentRoute: () => portal,
  path: "/developers/tries",
  component: lazyRouteComponent(() => import("@/pages/developers/tryout/tries_page"), "TriesPage"),
});
const calls = createRoute({
  getParentRoute: () => portal,
  path: "/developers/calls",
  validateSearch: search.calls,
  component: lazyRouteComponent(() => import("@/pages/developers/calls/calls_page"), "CallsPage"),
});
const changes = createRoute({
  getParentRoute: () => portal,
  path: "/developers/changes",
  component: lazyRouteComponent(
    () => import("@/pages/developers/changes/changes_page"),
    "ChangesPage",
  ),
});

/** The API portal. */
export const portalRoute = portal.addChildren([
  reference,
  start,
  graphql,
  events,
  tries,
  calls,
  changes,
]);
