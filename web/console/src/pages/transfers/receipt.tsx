import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconArrowBackUp, IconCircleCheck } from "@tabler/icons-react";
import type { Transfer } from "@/api/transfers";
import { useT } from "@/messages/use_t";
import { TransferFacts } from "./transfer_facts";

/** The confirmation: the ledger's own reply, and the ways on, undoing among them. */
export function Receipt({ transfer, onAnother }: { transfer: Transfer; onAnother: () => void }) {
  const t = useT();
  return (
    <section aria-live="polite">
      <Group gap="xs" mb="sm">
        <IconCircleCheck size={24} color="var(--sangam-accent)" aria-hidden="true" />
        <Title order={2}>
          {t(transfer.kind === "hold" ? "transfers.held_done" : "transfers.done")}
        </Title>
      </Group>
      <TransferFacts transfer={transfer} />
      <Group mt="md" gap="xs">
        <Button onClick={onAnother}>{t("transfers.another")}</Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/accounts/$accountId"
              params={{ accountId: transfer.debit_account }}
              {...props}
            />
          )}
        >
          {t("transfers.view_account")}
        </Button>
        {transfer.kind === "transfer" && (
          <Button
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} />}
            renderRoot={(props) => (
              <Link to="/transfers/new" search={{ reverses: transfer.id }} {...props} />
            )}
          >
            {t("transfers.reverse")}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {t("transfers.reverse_detail")}
      </Text>
    </section>
  );
}
