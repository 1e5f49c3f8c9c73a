import { ActionIcon, Tooltip } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useT } from "@/messages/use_t";

export function HelpButton({ onClick }: { onClick: () => void }) {
  const t = useT();
  return (
    <Tooltip label={t("help.title")}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("help.title")}
        onClick={onClick}
        visibleFrom="xs"
      >
        <IconHelp size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
