import { Button, Group, NumberInput, Popover, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconClockPlay } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { advanceSandboxClock, sandboxClockQuery } from "@/api/sandbox";
import { useDateLocale } from "@/app/preferences";
import { ProblemAlert } from "@/components/problem_alert";
import { formatDuration, formatTimestamp } from "@/format/time";
import { useT } from "@/messages/use_t";
import classes from "./shell.module.css";

const steps = [60, 3_600, 86_400] as const;

/** The clock of a sandbox tenant, which can be moved forward: holds then expire. */
export function SandboxClock() {
  const t = useT();
  const client = useQueryClient();
  const locale = useDateLocale();
  const clock = useQuery(sandboxClockQuery);
  const [minutes, setMinutes] = useState<number | string>(90);
  const [now, setNow] = useState(() => Date.now());
  const ticking = useInterval(() => setNow(Date.now()), 1000);
  useEffect(() => {
    ticking.start();
    return ticking.stop;
  }, [ticking]);
  const advance = useMutation({
    mutationFn: advanceSandboxClock,
    onSuccess: async (moved) => {
      client.setQueryData(sandboxClockQuery.queryKey, moved);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "session" && queryKey[0] !== "sandbox-clock",
      });
    },
  });
  const offset = clock.data?.offset_seconds ?? 0;
  const shown = formatTimestamp(new Date(now + offset * 1000).toISOString(), locale);
  return (
    <Popover width={280} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button variant="subtle" color="gray" size="xs" px={8}>
          <IconClockPlay size={16} aria-hidden="true" />
          <span className={classes["clockWords"]}>
            {t("clock.button", { offset: offset === 0 ? "" : `+${formatDuration(offset)}` })}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("clock.title")}>
        <Text fw={600} size="sm">
          {t("clock.title")}
        </Text>
        <Text size="sm" className="figures">
          {shown}
        </Text>
        <Text size="xs" c="dimmed" mb="xs">
          {t("clock.detail")}
        </Text>
        {advance.isError && <ProblemAlert error={advance.error} />}
        <Group gap="xs">
          {steps.map((seconds) => (
            <Button
              key={seconds}
              variant="default"
              size="xs"
              loading={advance.isPending && advance.variables === seconds}
              onClick={() => advance.mutate(seconds)}
            >
              +{formatDuration(seconds)}
            </Button>
          ))}
        </Group>
        <Group gap="xs" mt="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label={t("clock.minutes")}
            size="xs"
            min={1}
            max={525_600}
            allowDecimal={false}
            value={minutes}
            onChange={setMinutes}
          />
          <Button
            size="xs"
            flex="none"
            disabled={Number(minutes) < 1}
            onClick={() => advance.mutate(Number(minutes) * 60)}
          >
            {t("clock.advance")}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
