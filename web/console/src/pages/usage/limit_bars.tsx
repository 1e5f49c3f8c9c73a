import { Progress, SimpleGrid, Text } from "@mantine/core";
import type { LimitUsage } from "@/api/usage";
import { useNumberLocale } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import { figureText } from "./figure_text";

/** Nine tenths used is worth a colour. */
function colorOf(used: number, allowed: number): string {
  if (used >= allowed) return "red";
  return used >= 0.9 * allowed ? "yellow" : "accent";
}

function LimitBar({ one }: { one: LimitUsage }) {
  const t = useT();
  const locale = useNumberLocale();
  const used = figureText(one.limit, one.used, locale);
  const name = t("usage.limit", { limit: one.limit });
  if (one.allowed === undefined) {
    return (
      <div className="surface padded">
        <Text fw={600}>{name}</Text>
        <Text size="sm">{t("usage.unlimited", { used })}</Text>
      </div>
    );
  }
  const percent = one.allowed === 0 ? 100 : Math.min(100, (100 * one.used) / one.allowed);
  return (
    <div className="surface padded">
      <Text fw={600}>{name}</Text>
      <Progress
        my="xs"
        size="lg"
        value={percent}
        color={colorOf(one.used, one.allowed)}
        aria-label={name}
      />
      <Text size="sm">
        {t("usage.of", { used, allowed: figureText(one.limit, one.allowed, locale) })}
      </Text>
    </div>
  );
}

/** What is used of what is allowed, a bar a limit. */
export function LimitBars({ limits }: { limits: LimitUsage[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {limits.map((one) => (
        <LimitBar key={one.limit} one={one} />
      ))}
    </SimpleGrid>
  );
}
