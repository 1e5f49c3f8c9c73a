import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { console_ } from "./console_route";
import * as search from "./directory_search";
import { sortedBy } from "./search_params";

/** Who belongs together, and who tells us so: pages with words of their own. */
const directory = createRoute({
  getParentRoute: () => console_,
  id: "directory",
  component: lazyRouteComponent(() => import("./directory_words"), "DirectoryWords"),
});

const teams = createRoute({
  getParentRoute: () => directory,
  path: "/teams",
  validateSearch: search.teams,
  component: lazyRouteComponent(() => import("@/pages/teams/teams_page"), "TeamsPage"),
});
const team = createRoute({
  getParentRoute: () => directory,
  path: "/teams/$teamId",
  validateSearch: search.team,
  component: lazyRouteComponent(() => import("@/pages/teams/team_page"), "TeamPage"),
});
const provisioning = createRoute({
  getParentRoute: () => directory,
  path: "/provisioning",
  validateSearch: sortedBy("created_at"),
  component: lazyRouteComponent(
    () => import("@/pages/provisioning/provisioning_page"),
    "ProvisioningPage",
  ),
});

export const directoryRoute = directory.addChildren([teams, team, provisioning]);
