import { Button, Center, Divider } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconFingerprint } from "@tabler/icons-react";
import { askPasskey, type PasskeyReply } from "@/api/passkeys";
import { signInByPasskey, type Session } from "@/api/session";
import { PasskeyProblem } from "@/components/passkey_problem";
import { PasskeysElsewhere } from "@/components/passkeys_elsewhere";
import { useT } from "@/messages/use_t";
import { answerWithPasskey } from "@/webauthn/ceremonies";
import { passkeySupport } from "@/webauthn/support";
import { usePasskeyAutofill } from "./use_passkey_autofill";

interface Props {
  /** Where to sign in, if they said. */
  tenant: string | undefined;
  onSession: (session: Session) => void;
}

function ByPasskey({ tenant, onSession }: Props) {
  const t = useT();
  const enter = useMutation({
    mutationFn: async (chosen: PasskeyReply | undefined) => {
      const reply = chosen ?? (await answerWithPasskey(await askPasskey()));
      return signInByPasskey(reply, tenant);
    },
    onSuccess: onSession,
  });
  const stopAutofill = usePasskeyAutofill((reply) => enter.mutate(reply));
  return (
    <>
      <Divider my="md" label={t("sign_in.or")} />
      {enter.isError && <PasskeyProblem error={enter.error} />}
      <Button
        fullWidth
        variant="default"
        leftSection={<IconFingerprint size={17} aria-hidden="true" />}
        loading={enter.isPending}
        onClick={() => {
          stopAutofill();
          enter.mutate(undefined);
        }}
      >
        {t("sign_in.passkey")}
      </Button>
    </>
  );
}

/** Signing in without address and password, where passkeys work; on this machine, how they would. */
export function PasskeySignIn(props: Props) {
  const support = passkeySupport();
  if (support === "named") return <ByPasskey {...props} />;
  if (support === "none") return null;
  return (
    <Center mt="md" ta="center">
      <PasskeysElsewhere />
    </Center>
  );
}
