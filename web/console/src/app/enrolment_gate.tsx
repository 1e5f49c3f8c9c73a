import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactNode } from "react";
import { sessionQuery } from "@/api/session";
import { ProofDialog } from "./proof/proof_dialog";

// Not in the first load: most people never see it.
const EnrolPage = lazy(async () => ({
  default: (await import("@/pages/enrol/enrol_page")).EnrolPage,
}));

/** In place of any page, while the organisation waits for a second factor. The address stays. */
export function EnrolmentGate({ children }: { children: ReactNode }) {
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  if (!session?.must_enrol) return children;
  return (
    <Suspense>
      <EnrolPage session={session} />
      <ProofDialog />
    </Suspense>
  );
}
