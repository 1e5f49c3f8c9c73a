import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { askProof } from "@/api/passkeys";
import { proveByPasskey } from "@/api/session";
import { PasskeyProblem } from "@/components/passkey_problem";
import { useT } from "@/messages/use_t";
import { answerWithPasskey } from "@/webauthn/ceremonies";
import type { ProofParts } from "./parts";

export function ByPasskey({ onProven, onCancel, onOther }: ProofParts) {
  const t = useT();
  const prove = useMutation({
    mutationFn: async () => proveByPasskey(await answerWithPasskey(await askProof())),
    onSuccess: onProven,
  });
  return (
    <Stack gap="sm">
      {prove.isError && <PasskeyProblem error={prove.error} />}
      <Text size="sm">{t("proof.passkey_detail")}</Text>
      <Group justify="flex-end">
        <Button variant="subtle" onClick={onOther}>
          {t("proof.by_password")}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
        <Button data-autofocus loading={prove.isPending} onClick={() => prove.mutate()}>
          {t("proof.by_passkey")}
        </Button>
      </Group>
    </Stack>
  );
}
