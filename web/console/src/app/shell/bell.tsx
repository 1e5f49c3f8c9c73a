import { ActionIcon, Button, Indicator, Popover, Skeleton, Text } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useState } from "react";
import type { Session } from "@/api/session";
import { AttentionList } from "@/app/attention/attention_list";
import { markRead, useReadMarks } from "@/app/attention/read_marks";
import { useAttention } from "@/app/attention/use_attention";
import { ExtraWords } from "@/app/extra_words";
import { EmptyState } from "@/components/empty_state";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import classes from "./shell.module.css";

/** A badge with more digits than these is no longer read. */
const mostShown = 99;

/** What needs somebody, at hand on every page; what was read is remembered in this browser. */
export function Bell({ session }: { session: Session }) {
  return (
    <ExtraWords group="tools">
      <BellButton person={session.user.id} />
    </ExtraWords>
  );
}

function BellButton({ person }: { person: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { items, loading, error } = useAttention(open);
  const read = useReadMarks(person);
  const unread = items.filter((item) => !read.has(item.id));
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      width="min(400px, calc(100vw - 16px))"
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Indicator
        disabled={unread.length === 0}
        label={Math.min(unread.length, mostShown)}
        size={15}
        color="red.8"
        offset={8}
        styles={{ indicator: { fontSize: 10, pointerEvents: "none" } }}
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("attention.bell", { count: unread.length })}
            onClick={() => setOpen(!open)}
          >
            <IconBell size={18} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t("attention.title")}>
        <div className={classes["panelHead"]}>
          <Text fw={600} size="sm">
            {t("attention.title")}
          </Text>
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={unread.length === 0}
            onClick={() =>
              markRead(
                person,
                unread.map(({ id }) => id),
              )
            }
          >
            {t("attention.read_all")}
          </Button>
        </div>
        <div className={classes["panelBody"]}>
          {error !== undefined && <ProblemAlert error={error} />}
          {loading && items.length === 0 && <Skeleton height={64} m="sm" w="auto" />}
          {!loading && error === undefined && items.length === 0 && (
            <EmptyState title={t("attention.none")} detail={t("attention.none_detail")} />
          )}
          <AttentionList
            items={items}
            isNew={(item) => !read.has(item.id)}
            onFollow={(item) => {
              markRead(person, [item.id]);
              setOpen(false);
            }}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
