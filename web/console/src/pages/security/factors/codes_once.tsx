import { Alert, Button, Group } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { download } from "@/format/csv";
import { useT } from "@/messages/use_t";
import classes from "./codes.module.css";

/** Recovery codes, the only time they can be seen. */
export function CodesOnce({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useT();
  const text = `${codes.join("\n")}\n`;
  const save = () => download("sangam-recovery-codes.txt", "text/plain;charset=utf-8", text);
  return (
    <Dialog title={t("codes.title")} onClose={onDone} size="lg" keepOpen>
      <Alert color="yellow" variant="light" mb="md">
        {t("codes.once")}
      </Alert>
      <ol className={classes["codes"]} aria-label={t("codes.title")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Group gap="xs" mt="md">
        <CopyButton text={text} label={t("common.copy")} />
        <Button variant="default" size="xs" leftSection={<IconDownload size={15} />} onClick={save}>
          {t("codes.download")}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} />}
          onClick={() => window.print()}
        >
          {t("codes.print")}
        </Button>
      </Group>
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={onDone}>
          {t("codes.done")}
        </Button>
      </Group>
    </Dialog>
  );
}
