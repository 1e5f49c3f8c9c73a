import type { Session } from "@/api/session";

/** What every way of proving oneself is given. */
export interface ProofParts {
  onProven: (session: Session) => void;
  onCancel: () => void;
  /** Changes to the other way, where there is one. */
  onOther: (() => void) | undefined;
}
