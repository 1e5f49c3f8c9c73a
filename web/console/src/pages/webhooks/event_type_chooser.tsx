import { Checkbox, Radio, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { eventTypesQuery } from "@/api/webhooks";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

interface Props {
  /** None: all. */
  value: string[];
  onChange: (types: string[]) => void;
  error?: React.ReactNode;
}

/** All events, also those of later versions, or only some. */
export function EventTypeChooser({ value, onChange, error }: Props) {
  const t = useT();
  const query = useQuery(eventTypesQuery);
  const [some, setSome] = useState(value.length > 0);
  return (
    <Radio.Group
      label={t("hooks.events")}
      error={error}
      value={some ? "some" : "all"}
      onChange={(choice) => {
        setSome(choice === "some");
        if (choice === "all") onChange([]);
      }}
    >
      <Stack gap="xs" mt={4}>
        <Radio
          value="all"
          label={t("hooks.events_all")}
          description={t("hooks.events_all_detail")}
        />
        <Radio value="some" label={t("hooks.events_some")} />
        {some && query.isPending && <Skeleton height={40} />}
        {some && query.isError && <ProblemAlert error={query.error} />}
        {some && (
          <Checkbox.Group
            aria-label={t("hooks.events_some")}
            value={value}
            onChange={onChange}
            ms={28}
          >
            <Stack gap="xs">
              {query.data?.items.map((type) => (
                <Checkbox
                  key={type.name}
                  value={type.name}
                  label={type.name}
                  description={type.summary}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Stack>
    </Radio.Group>
  );
}
