import { SimpleGrid } from "@mantine/core";
import type { LimitUsage } from "@/api/usage";
import { useNumberLocale } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import { figureText } from "./figure_text";
import { FullBar } from "./full_bar";

function LimitBar({ one: { limit, used, allowed } }: { one: LimitUsage }) {
  const t = useT();
  const locale = useNumberLocale();
  const figure = (value: number) => figureText(limit, value, locale);
  return (
    <FullBar
      name={t("usage.limit", { limit })}
      used={used}
      allowed={allowed}
      text={
        allowed === undefined
          ? t("usage.unlimited", { used: figure(used) })
          : t("usage.of", { used: figure(used), allowed: figure(allowed) })
      }
    />
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
