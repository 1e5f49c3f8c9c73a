import { ActionIcon, Button, Group, Popover, Text, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useT } from "@/messages/use_t";
import { sameSearch, withView, type SavedView } from "./list_settings";
import classes from "./list.module.css";

interface Props {
  views: SavedView[];
  search: Record<string, unknown>;
  onSearch: (search: Record<string, unknown>) => void;
  onChange: (views: SavedView[]) => void;
}

/** What a person looks for again and again in this list, by names of their own. */
export function ViewsMenu({ views, search, onSearch, onChange }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const save = () => {
    if (name.trim() === "") return;
    onChange(withView(views, { name: name.trim(), search }));
    setName("");
    setOpen(false);
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="default"
          className={classes["tool"] ?? ""}
          aria-label={t("list.views")}
          title={t("list.views")}
          onClick={() => setOpen(!open)}
        >
          <IconBookmark size={16} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("list.views")}>
        {views.length === 0 && (
          <Text size="sm" c="dimmed" mb="sm">
            {t("list.no_views")}
          </Text>
        )}
        <ul className={classes["views"]}>
          {views.map((view) => (
            <li key={view.name}>
              <button
                type="button"
                aria-current={sameSearch(view.search, search) ? "true" : undefined}
                onClick={() => {
                  onSearch(view.search);
                  setOpen(false);
                }}
              >
                {view.name}
              </button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t("list.forget_view", { name: view.name })}
                onClick={() => onChange(views.filter((one) => one !== view))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              flex={1}
              size="xs"
              label={t("list.save_view")}
              placeholder={t("list.view_name")}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={name.trim() === ""}>
              {t("list.save")}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
