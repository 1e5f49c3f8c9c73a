import { ActionIcon, Checkbox, Popover, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { setPreferences, usePreferences, type Density } from "@/app/preferences";
import { useT } from "@/messages/use_t";
import classes from "./list.module.css";

interface Props {
  columns: { id: string; header: string }[];
  hidden: string[];
  onChange: (hidden: string[]) => void;
}

/** Which columns a list shows, and how close its rows stand. */
export function ColumnsMenu({ columns, hidden, onChange }: Props) {
  const t = useT();
  const { density } = usePreferences();
  return (
    <Popover position="bottom-end" width={240} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="default"
          className={classes["tool"] ?? ""}
          aria-label={t("list.columns")}
          title={t("list.columns")}
        >
          <IconColumns3 size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("list.columns")}>
        <Text size="xs" c="dimmed" mb={6}>
          {t("list.columns")}
        </Text>
        <Stack gap={8} mb="md">
          {columns.map(({ id, header }) => (
            <Checkbox
              key={id}
              size="xs"
              label={header}
              checked={!hidden.includes(id)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? hidden.filter((one) => one !== id)
                    : [...hidden, id],
                )
              }
            />
          ))}
        </Stack>
        <Text size="xs" c="dimmed" mb={6}>
          {t("list.density")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t("list.density")}
          value={density}
          onChange={(value) => setPreferences({ density: value as Density })}
          data={[
            { value: "comfortable", label: t("list.comfortable") },
            { value: "compact", label: t("list.compact") },
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
