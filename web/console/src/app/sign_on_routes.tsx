import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { console_, root } from "./console_route";

/** Sign-on brings words of its own, which are not in the first load. */
const words = lazyRouteComponent(() => import("./sign_on_words"), "SignOnWords");

const people = createRoute({ getParentRoute: () => root, id: "sign-on", component: words });
const start = createRoute({
  getParentRoute: () => people,
  path: "/sign-on/start/$connectionId",
  component: lazyRouteComponent(() => import("@/pages/sign_on/start_page"), "StartPage"),
});
const back = createRoute({
  getParentRoute: () => people,
  path: "/sign-on/back/$connectionId",
  component: lazyRouteComponent(() => import("@/pages/sign_on/back_page"), "BackPage"),
});

const settings = createRoute({
  getParentRoute: () => console_,
  id: "sign-on-settings",
  component: words,
});
const connections = createRoute({
  getParentRoute: () => settings,
  path: "/security/sign-on",
  component: lazyRouteComponent(
    () => import("@/pages/sign_on/connections_page"),
    "ConnectionsPage",
  ),
});
const connection = createRoute({
  getParentRoute: () => settings,
  path: "/security/sign-on/$connectionId",
  component: lazyRouteComponent(() => import("@/pages/sign_on/connection_page"), "ConnectionPage"),
});

/** For people on their way to an identity provider and back. */
export const signOnRoute = people.addChildren([start, back]);
/** For owners who set it up. */
export const signOnSettingsRoute = settings.addChildren([connections, connection]);
