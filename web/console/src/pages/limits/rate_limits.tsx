import { Progress, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { limitsQuery, type RateLimit } from "@/api/limits";
import { useNumberLocale } from "@/app/preferences";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

/** A tenth left is worth a colour. */
function colorOf(left: number, quota: number): string {
  if (left === 0) return "red";
  return left <= 0.1 * quota ? "yellow" : "accent";
}

function Bar({
  name,
  left,
  quota,
  text,
}: {
  name: string;
  left: number;
  quota: number;
  text: string;
}) {
  return (
    <div className="surface padded">
      <Text fw={600}>{name}</Text>
      <Progress
        my="xs"
        size="lg"
        value={quota === 0 ? 0 : (100 * left) / quota}
        color={colorOf(left, quota)}
        aria-label={name}
      />
      <Text size="sm">{text}</Text>
    </div>
  );
}

function RateBar({ one }: { one: RateLimit }) {
  const t = useT();
  const locale = useNumberLocale();
  const figure = (value: number) => value.toLocaleString(locale);
  return (
    <Bar
      name={t("limits.of", { limit: one.limit })}
      left={one.remaining}
      quota={one.quota}
      text={t("limits.left", {
        left: figure(one.remaining),
        quota: figure(one.quota),
        seconds: figure(one.window_seconds),
      })}
    />
  );
}

/** What may be asked in what time, and what is left of it now: a bar a limit. */
export function RateLimits() {
  const t = useT();
  const locale = useNumberLocale();
  const query = useQuery(limitsQuery);
  if (query.isError) return <ProblemAlert error={query.error} />;
  const limits = query.data;
  if (limits === undefined) return null;
  const month = limits.calls_a_month;
  if (limits.limits.length === 0 && month === undefined) return <Text>{t("limits.none")}</Text>;
  const left = month === undefined ? 0 : Math.max(0, month.allowed - month.used);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {limits.limits.map((one) => (
        <RateBar key={one.limit} one={one} />
      ))}
      {month !== undefined && (
        <Bar
          name={t("limits.month")}
          left={left}
          quota={month.allowed}
          text={t("limits.month_left", {
            left: left.toLocaleString(locale),
            allowed: month.allowed.toLocaleString(locale),
          })}
        />
      )}
    </SimpleGrid>
  );
}
