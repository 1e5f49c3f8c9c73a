import { createRootRoute, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { EnrolmentGate } from "./enrolment_gate";
import { MissingPage } from "./failed_page";
import { queryClient } from "./query_client";
import { Shell } from "./shell/shell";

export const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage });

function Console() {
  return (
    <EnrolmentGate>
      <Shell />
    </EnrolmentGate>
  );
}

/** Everything behind the sign-in. */
export const console_ = createRoute({
  getParentRoute: () => root,
  id: "console",
  component: Console,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/sign-in", search: { then: location.href } });
  },
});
