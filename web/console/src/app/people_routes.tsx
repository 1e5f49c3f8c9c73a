import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { root } from "./console_route";
import { queryClient } from "./query_client";
import * as search from "./people_search";

/** Pages for people whom a program or a device sent here: without the console around them. */
const people = createRoute({
  getParentRoute: () => root,
  id: "people",
  component: lazyRouteComponent(() => import("./people_frame"), "PeopleFrame"),
});

const authorize = createRoute({
  getParentRoute: () => people,
  path: "/authorize",
  validateSearch: search.authorize,
  component: lazyRouteComponent(() => import("@/pages/authorize/authorize_page"), "AuthorizePage"),
});
const device = createRoute({
  getParentRoute: () => people,
  path: "/device",
  validateSearch: search.device,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { then: location.href } });
  },
  component: lazyRouteComponent(() => import("@/pages/device/device_page"), "DevicePage"),
});

const signOut = createRoute({
  getParentRoute: () => people,
  path: "/sign-out",
  validateSearch: search.signOut,
  component: lazyRouteComponent(() => import("@/pages/sign_out/sign_out_page"), "SignOutPage"),
});

export const peopleRoute = people.addChildren([authorize, device, signOut]);
