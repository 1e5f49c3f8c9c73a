import { Button, Popover, Stack } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useState } from "react";
import { useDateLocale } from "@/app/preferences";
import { useNow } from "@/app/use_now";
import { TimeRange, type Range } from "@/components/time_range";
import { secondsBefore } from "@/format/local_time";
import { formatShort } from "@/format/time";
import { useT } from "@/messages/use_t";

interface Props {
  value: Range;
  onChange: (range: Range) => void;
}

const spans = [
  { id: "hour", seconds: 3_600 },
  { id: "day", seconds: 86_400 },
  { id: "week", seconds: 7 * 86_400 },
  { id: "month", seconds: 30 * 86_400 },
] as const;

/** Narrows a list to a time: to one of the last spans, or between two moments. */
export function FilterTime({ value, onChange }: Props) {
  const t = useT();
  const dates = useDateLocale();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { from, to } = value;
  const end = (at: string | undefined) => (at === undefined ? "…" : formatShort(at, dates));
  const any = from === undefined && to === undefined;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={280}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          fw={400}
          justify="start"
          leftSection={<IconCalendar size={15} />}
          onClick={() => setOpen(!open)}
        >
          {!any && <span className="visually-hidden">{t("time.filter")}</span>}
          {any ? t("time.any") : `${end(from)} – ${end(to)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("time.filter")}>
        <Stack gap={4} mb="sm">
          {spans.map(({ id, seconds }) => (
            <Button
              key={id}
              variant="subtle"
              color="gray"
              size="xs"
              justify="start"
              onClick={() => {
                onChange({ from: secondsBefore(now, seconds), to: undefined });
                setOpen(false);
              }}
            >
              {t(`time.last_${id}`)}
            </Button>
          ))}
        </Stack>
        <TimeRange value={value} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}
