import { Autocomplete, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { eventTypesQuery, type EventFilters } from "@/api/events";
import type { EventsSearch } from "@/app/operations_search";
import { FilterTime } from "@/components/list/filter_time";
import { useT } from "@/messages/use_t";

interface Props {
  filters: EventFilters;
  onChange: (change: EventsSearch) => void;
}

/** A text that is told when typing pauses, and follows the address when that changes. */
function useTyped(value: string, tell: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const later = useDebouncedCallback(tell, 400);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  return {
    value: typed,
    onChange: (next: string) => {
      setTyped(next);
      later(next.trim());
    },
  };
}

/** By type, stream and time. A bound in time and following live exclude each other. */
export function EventFilterBar({ filters, onChange }: Props) {
  const t = useT();
  const types = useQuery(eventTypesQuery).data ?? [];
  const names = [...new Set(types.map((type) => type.name))];
  const type = useTyped(filters.type ?? "", (value) => onChange({ type: value || undefined }));
  const stream = useTyped(filters.stream ?? "", (value) =>
    onChange({ stream: value || undefined }),
  );
  return (
    <>
      <Autocomplete
        aria-label={t("events.type")}
        placeholder={t("events.any_type")}
        data={names}
        data-search
        {...type}
      />
      <TextInput
        aria-label={t("events.stream")}
        placeholder={t("events.any_stream")}
        value={stream.value}
        onChange={(event) => stream.onChange(event.currentTarget.value)}
      />
      <FilterTime
        value={filters}
        onChange={({ from, to }) => onChange({ from, to, live: undefined })}
      />
    </>
  );
}
