import { Anchor, Button, FileButton, Group, Progress, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { IconUpload } from "@tabler/icons-react";
import { useState, useSyncExternalStore, type DragEvent } from "react";
import { useNumberLocale } from "@/app/preferences";
import { ProblemAlert } from "@/components/problem_alert";
import { formatPercent } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import classes from "./imports.module.css";
import { MessageSwitches } from "./message_switches";
import { currentUpload, dismissUpload, startUpload, subscribe } from "./upload_store";

const example = [
  { debit_account: "ref:PAYROLL", credit_account: "ref:CASH", amount: "250.00", asset: "INR" },
  { debit_account: "ref:CASH", credit_account: "ref:PAYROLL", amount: "9.50", asset: "INR" },
]
  .map((line) => JSON.stringify(line))
  .join("\n");

/** Takes an NDJSON file or a payment message by choice or by drop, and shows how much of it has been sent. */
export function UploadPanel() {
  const t = useT();
  const locale = useNumberLocale();
  const client = useQueryClient();
  const navigate = useNavigate();
  const upload = useSyncExternalStore(subscribe, currentUpload);
  const [over, setOver] = useState(false);
  const [options, setOptions] = useState({ open_accounts: false, specimen: false });
  const sending = upload !== undefined && upload.error === undefined;
  const start = async (file: File | null) => {
    if (file === null || sending) return;
    const started = await startUpload(file, options);
    await client.invalidateQueries({ queryKey: ["imports"] });
    // Whoever has left the page meanwhile stays where they are.
    if (started !== undefined && window.location.pathname === "/imports") {
      await navigate({ to: "/imports/$importId", params: { importId: started.id } });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void start(event.dataTransfer.files[0] ?? null);
  };
  return (
    <section
      className={classes["drop"]}
      data-over={over || undefined}
      aria-label={t("imports.upload")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {upload?.error !== undefined && (
        <>
          <ProblemAlert error={upload.error} />
          <Button size="xs" variant="default" mb="md" onClick={dismissUpload}>
            {t("common.close")}
          </Button>
        </>
      )}
      {sending ? (
        <div>
          <Text size="sm" mb={6}>
            {t("imports.sending", { name: upload.name })} ·{" "}
            {formatPercent(Math.floor(upload.fraction * 100), locale)}
          </Text>
          <Progress
            color="var(--sangam-accent)"
            value={upload.fraction * 100}
            aria-label={t("imports.sending", { name: upload.name })}
          />
          <Text size="xs" c="dimmed" mt={6}>
            {t("imports.sending_detail")}
          </Text>
        </div>
      ) : (
        <Group justify="space-between" gap="md">
          <div>
            <Text size="sm" fw={600}>
              {t("imports.drop")}
            </Text>
            <Text size="xs" c="dimmed">
              {t("imports.format")}{" "}
              <Anchor
                href="/docs/guides/ledger"
                size="xs"
                c="var(--sangam-accent)"
                underline="always"
              >
                {t("imports.format_link")}
              </Anchor>
            </Text>
          </div>
          <FileButton
            accept=".ndjson,.jsonl,.xml,application/x-ndjson,application/xml"
            onChange={(file) => void start(file)}
          >
            {(props) => (
              <Button {...props} leftSection={<IconUpload size={16} />}>
                {t("imports.choose")}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {!sending && (
        <>
          <details className={classes["example"]}>
            <summary>{t("imports.example")}</summary>
            <pre tabIndex={0} aria-label={t("imports.example")}>
              {example}
            </pre>
          </details>
          <details className={classes["example"]}>
            <summary>{t("imports.message_options")}</summary>
            <MessageSwitches value={options} onChange={setOptions} />
          </details>
        </>
      )}
    </section>
  );
}
