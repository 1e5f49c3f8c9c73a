import { Progress, Text } from "@mantine/core";

/** Nine tenths used is worth a colour. */
function colorOf(used: number, allowed: number): string {
  if (used >= allowed) return "red";
  return used >= 0.9 * allowed ? "yellow" : "accent";
}

interface Props {
  name: string;
  used: number;
  /** Absent: any number. */
  allowed?: number | undefined;
  /** What the bar says. */
  text: string;
}

/** How full a limit is, as a bar with its words. */
export function FullBar({ name, used, allowed, text }: Props) {
  return (
    <div className="surface padded">
      <Text fw={600}>{name}</Text>
      {allowed !== undefined && (
        <Progress
          my="xs"
          size="lg"
          value={allowed === 0 ? 100 : Math.min(100, (100 * used) / allowed)}
          color={colorOf(used, allowed)}
          aria-label={name}
        />
      )}
      <Text size="sm">{text}</Text>
    </div>
  );
}
