import { Button, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Factors } from "@/api/factors";
import { askProof } from "@/api/passkeys";
import { proveAgain } from "@/api/proof";
import { proveByPasskey } from "@/api/session";
import { PasskeyProblem } from "@/components/passkey_problem";
import { PasskeysElsewhere } from "@/components/passkeys_elsewhere";
import { useT } from "@/messages/use_t";
import { answerWithPasskey } from "@/webauthn/ceremonies";
import { passkeySupport } from "@/webauthn/support";

export type Choice = "app" | "passkey";

interface Props {
  factors: Factors;
  passkeyOnly: boolean;
  onOpen: (choice: Choice) => void;
  /** A factor that was there already has been shown. */
  onShown: () => Promise<void>;
}

/** Who has the factor but signed in without it shows it; everybody else sets one up. */
export function Choices({ factors, passkeyOnly, onOpen, onShown }: Props) {
  const t = useT();
  const named = passkeySupport() === "named";
  const hasPasskey = factors.passkeys.length > 0;
  const hasApp = factors.app !== undefined;
  const show = useMutation({
    mutationFn: async (choice: Choice) => {
      if (choice === "app") await proveAgain();
      else await proveByPasskey(await answerWithPasskey(await askProof()));
      await onShown();
    },
  });
  return (
    <>
      {show.isError && <PasskeyProblem error={show.error} />}
      {(hasPasskey || (hasApp && !passkeyOnly)) && <Text size="sm">{t("enrol.show")}</Text>}
      {hasPasskey && named && (
        <Button loading={show.isPending} onClick={() => show.mutate("passkey")}>
          {t("proof.by_passkey")}
        </Button>
      )}
      {hasApp && !passkeyOnly && (
        <Button loading={show.isPending} onClick={() => show.mutate("app")}>
          {t("enrol.show_code")}
        </Button>
      )}
      {named && (
        <Button variant={hasPasskey ? "default" : "filled"} onClick={() => onOpen("passkey")}>
          {t("passkeys.add")}
        </Button>
      )}
      <PasskeysElsewhere />
      {!hasApp && !passkeyOnly && (
        <Button variant="default" onClick={() => onOpen("app")}>
          {t("app.set_up")}
        </Button>
      )}
    </>
  );
}
