import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { factorsQuery } from "@/api/factors";
import { sessionQuery, type Session } from "@/api/session";
import { Dialog } from "@/components/dialog";
import { useT } from "@/messages/use_t";
import { passkeySupport } from "@/webauthn/support";
import { ByPasskey } from "./by_passkey";
import { ByPassword } from "./by_password";

/** Asks once more who it is: by a passkey where there is one, else by the password. */
export function AskForProof({ onEnd }: { onEnd: (proven: boolean) => void }) {
  const t = useT();
  const client = useQueryClient();
  const factors = useQuery(factorsQuery);
  const [other, setOther] = useState(false);
  const hasPasskey = passkeySupport() === "named" && (factors.data?.passkeys.length ?? 0) > 0;
  const parts = {
    onProven: (session: Session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onEnd(true);
    },
    onCancel: () => onEnd(false),
    onOther: hasPasskey ? () => setOther(!other) : undefined,
  };
  return (
    <Dialog title={t("proof.title")} onClose={parts.onCancel}>
      {factors.isPending ? (
        <Skeleton height={120} />
      ) : hasPasskey && !other ? (
        <ByPasskey {...parts} />
      ) : (
        <ByPassword {...parts} />
      )}
    </Dialog>
  );
}
