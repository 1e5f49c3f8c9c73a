import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useT } from "@/messages/use_t";
import { copyText } from "./copy_text";

/** Copies a text; `label` makes it a button with words, else it is an icon. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const icon = copied ? <IconCheck size={15} /> : <IconCopy size={15} />;
  const copy = async () => {
    setCopied(await copyText(text));
    window.setTimeout(() => setCopied(false), 2000);
  };
  const words = copied ? t("common.copied") : (label ?? t("common.copy"));
  if (label !== undefined) {
    return (
      <Button variant="default" size="xs" leftSection={icon} onClick={() => void copy()}>
        {words}
      </Button>
    );
  }
  return (
    <Tooltip label={words}>
      <ActionIcon variant="subtle" color="gray" aria-label={words} onClick={() => void copy()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
