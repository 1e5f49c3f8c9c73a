import { Alert } from "@mantine/core";
import { canHash } from "@/proof/bytes";
import { useT } from "@/messages/use_t";

/** Why this browser cannot compute a proof here, when it cannot. */
export function ProofNeeds() {
  const t = useT();
  if (canHash()) return null;
  return (
    <Alert role="note" color="yellow" variant="light" mb="md">
      {t("audit.needs_https")}
    </Alert>
  );
}
