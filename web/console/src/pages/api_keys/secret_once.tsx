import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { CopyButton } from "@/components/copy_button";
import { useT } from "@/messages/use_t";

/** A key's secret with the command that uses it. It is in no list and no later reply. */
export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
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
        {t("keys.secret_use")}
      </Text>
      <Code block>export SANGAM_API_KEY=…</Code>
      <Group justify="space-between" mt="md">
        <CopyButton text={secret} label={t("keys.copy_secret")} />
        <Button onClick={onDone}>{t("keys.secret_done")}</Button>
      </Group>
    </>
  );
}
