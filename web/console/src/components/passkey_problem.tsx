import { Alert } from "@mantine/core";
import type { MessageId } from "@/messages/en";
import { useT } from "@/messages/use_t";
import { ProblemAlert } from "./problem_alert";

/** What browsers throw (WebAuthn §5.1.3 and §5.1.4), as far as people can do something about it. */
const words: Record<string, MessageId> = {
  NotAllowedError: "passkey.not_given",
  AbortError: "passkey.not_given",
  InvalidStateError: "passkey.there_already",
  SecurityError: "passkey.not_here",
  NotSupportedError: "passkey.not_supported",
  ConstraintError: "passkey.not_supported",
};

/** Why a passkey was not made or not taken: by the browser, or by the server. */
export function PasskeyProblem({ error }: { error: unknown }) {
  const t = useT();
  const id = error instanceof DOMException ? words[error.name] : undefined;
  if (id === undefined) return <ProblemAlert error={error} />;
  return (
    <Alert color="yellow" variant="light" role="alert" mb="md">
      {t(id)}
    </Alert>
  );
}
