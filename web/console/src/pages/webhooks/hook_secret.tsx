import { Alert, Code, Group, Button, Text } from "@mantine/core";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { useT } from "@/messages/use_t";

interface Props {
  title: string;
  secret: string;
  /** What it is for and how long another one is valid too. */
  detail: string;
  onClose: () => void;
}

/** A secret the only time it can be seen. */
export function HookSecret({ title, secret, detail, onClose }: Props) {
  const t = useT();
  return (
    <Dialog title={title} onClose={onClose} size="lg" keepOpen>
      <Alert role="note" color="yellow" variant="light" mb="md">
        {t("keys.secret_detail")}
      </Alert>
      <Code block data-testid="secret" style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
        {secret}
      </Code>
      <Text size="sm" mt="md">
        {detail}{" "}
        <a
          className="link underlined"
          href="/docs/guides/webhooks"
          target="_blank"
          rel="noreferrer"
        >
          {t("hooks.guide")}
        </a>
      </Text>
      <Group justify="space-between" mt="md">
        <CopyButton text={secret} label={t("keys.copy_secret")} />
        <Button onClick={onClose}>{t("keys.secret_done")}</Button>
      </Group>
    </Dialog>
  );
}
