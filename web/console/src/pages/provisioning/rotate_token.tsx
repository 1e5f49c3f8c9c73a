import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { rotateScimToken, type ScimToken } from "@/api/scim_tokens";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { TokenOnce } from "./token_once";

/** Gives a token a new secret, and shows it the only time it can be seen. */
export function RotateToken({ token, onClose }: { token: ScimToken; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => rotateScimToken(token.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["scim-tokens"] }),
  });
  if (rotate.data !== undefined) {
    return (
      <Dialog title={t("provisioning.secret_title")} onClose={onClose} size="lg" keepOpen>
        <TokenOnce secret={rotate.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t("provisioning.rotate_title", { name: token.name })} onClose={onClose}>
      {rotate.isError && <ProblemAlert error={rotate.error} />}
      <Text size="sm">{t("provisioning.rotate_detail")}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
          {t("provisioning.rotate")}
        </Button>
      </Group>
    </Dialog>
  );
}
