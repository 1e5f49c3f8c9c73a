import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { scimBase } from "@/api/scim_tokens";
import { CopyButton } from "@/components/copy_button";
import { useT } from "@/messages/use_t";

/** Both things a directory asks for: the address, and the token, which is in no later reply. */
export function TokenOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useT();
  return (
    <>
      <Alert color="yellow" variant="light" mb="md">
        {t("keys.secret_detail")}
      </Alert>
      <Code block data-testid="secret" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {secret}
      </Code>
      <Text size="sm" mt="md" mb={4}>
        {t("provisioning.base")}
      </Text>
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: "anywhere" }}>{scimBase()}</Code>
        <CopyButton text={scimBase()} />
      </Group>
      <Group justify="space-between" mt="md">
        <CopyButton text={secret} label={t("keys.copy_secret")} />
        <Button onClick={onDone}>{t("keys.secret_done")}</Button>
      </Group>
    </>
  );
}
