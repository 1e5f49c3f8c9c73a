import { Alert, Button, Code, Group, Text } from "@mantine/core";
import type { SourceWithSecret } from "@/api/webhook_sources";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { useT } from "@/messages/use_t";
import { addressOf } from "./source_fields";

/** What the provider has to be told: an address, and the secret when we made it. */
export function SourceMade({ made, onClose }: { made: SourceWithSecret; onClose: () => void }) {
  const t = useT();
  const address = addressOf(window.location.origin, made.source.path);
  return (
    <Dialog title={t("sources.made")} onClose={onClose} size="lg" keepOpen>
      <Text size="sm" mb={4}>
        {t("sources.give_address")}
      </Text>
      <Code
        block
        data-testid="address"
        style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
      >
        {address}
      </Code>
      <Group mt="xs" mb="md">
        <CopyButton text={address} label={t("sources.copy_address")} />
      </Group>
      {made.secret !== undefined && (
        <>
          <Alert role="note" color="yellow" variant="light" mb="md">
            {t("keys.secret_detail")}
          </Alert>
          <Code block data-testid="secret" style={{ overflowWrap: "anywhere" }}>
            {made.secret}
          </Code>
          <Group mt="xs">
            <CopyButton text={made.secret} label={t("keys.copy_secret")} />
          </Group>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>
          {made.secret === undefined ? t("common.close") : t("keys.secret_done")}
        </Button>
      </Group>
    </Dialog>
  );
}
