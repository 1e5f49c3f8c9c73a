import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { CopyButton } from "@/components/copy_button";
import { useT } from "@/messages/use_t";

interface Props {
  id: string;
  secret?: string | undefined;
  onDone: () => void;
}

/** What the program must be told: its id, and the secret, which is in no later reply. */
export function ClientSecret({ id, secret, onDone }: Props) {
  const t = useT();
  return (
    <>
      <Text size="sm" mb={4}>
        {t("oauth.client_id")}
      </Text>
      <Group gap={4} mb="md">
        <Code>{id}</Code>
        <CopyButton text={id} />
      </Group>
      {secret !== undefined && (
        <>
          <Alert color="yellow" variant="light" mb="md">
            {t("keys.secret_detail")}
          </Alert>
          <Code block data-testid="secret" style={{ overflowWrap: "anywhere" }}>
            {secret}
          </Code>
        </>
      )}
      <Text size="sm" mt="md">
        {t("oauth.issuer")} <Code>{window.location.origin}</Code>
      </Text>
      <Group justify="space-between" mt="md">
        {secret === undefined ? (
          <span />
        ) : (
          <CopyButton text={secret} label={t("keys.copy_secret")} />
        )}
        <Button onClick={onDone}>{t("keys.secret_done")}</Button>
      </Group>
    </>
  );
}
