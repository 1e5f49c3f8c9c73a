import { Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import { useT } from "@/messages/use_t";

/** What the audit will say of an act, told before it is done. */
export function AuditNote({ operations, target }: { operations: string[]; target: string }) {
  const t = useT();
  const who = useQuery(sessionQuery).data?.user.name;
  return (
    <Text size="xs" c="dimmed" mt="sm" style={{ overflowWrap: "anywhere" }}>
      {t("audit.will_say")} {who} ·{" "}
      {operations.map((operation) => (
        <span key={operation}>
          <Code>{operation}</Code> ·{" "}
        </span>
      ))}
      {target}
    </Text>
  );
}
