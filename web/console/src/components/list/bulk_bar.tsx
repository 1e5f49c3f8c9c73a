import { Button, CloseButton, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useState } from "react";
import { randomKey } from "@/api/idempotency";
import type { Page } from "@/api/page";
import { ExtraWords } from "@/app/extra_words";
import { useNumberLocale } from "@/app/preferences";
import { tellFailure } from "@/components/failure_notice";
import { TypedConfirm } from "@/components/typed_confirm";
import { formatCount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { runEach, type BulkAction } from "./bulk";
import { BulkNotice } from "./bulk_notice";
import classes from "./list.module.css";

interface Props<Row> {
  /** Of the list, to show at once what will be. */
  queryKey: readonly unknown[] | undefined;
  rows: Row[];
  actions: BulkAction<Row>[];
  onClear: () => void;
}

/** What can be done with the chosen rows, at the foot of the window while any are chosen. */
export function BulkBar<Row>(props: Props<Row>) {
  return (
    <ExtraWords group="tools">
      <Bar {...props} />
    </ExtraWords>
  );
}

interface Act<Row> {
  action: BulkAction<Row>;
  on: Row[];
}

/** A list's pages with some rows as they will be. */
function changed<Row>(
  before: InfiniteData<Page<Row>> | undefined,
  on: Row[],
  becomes: Partial<Row>,
): InfiniteData<Page<Row>> | undefined {
  const after = (row: Row) => (on.includes(row) ? { ...row, ...becomes } : row);
  return (
    before && {
      ...before,
      pages: before.pages.map((page) => ({ ...page, items: page.items.map(after) })),
    }
  );
}

function Bar<Row>({ queryKey, rows, actions, onClear }: Props<Row>) {
  const t = useT();
  const locale = useNumberLocale();
  const client = useQueryClient();
  const [asked, setAsked] = useState<BulkAction<Row>>();
  const [progress, setProgress] = useState(0);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
  const act = useMutation({
    mutationFn: ({ action, on }: Act<Row>) =>
      runEach(on, (row) => action.run(row, randomKey()), setProgress),
    onMutate: ({ action: { becomes }, on }) => {
      if (queryKey === undefined || becomes === undefined) return;
      client.setQueryData<InfiniteData<Page<Row>>>(queryKey, (before) =>
        changed(before, on, becomes),
      );
    },
    onSuccess: async ({ done, failed }, { action }) => {
      await refresh();
      if (failed.length === 0) onClear();
      else tellFailure(failed[0]?.error, t);
      if (done.length === 0) return;
      const { undo } = action;
      const id = randomKey();
      const takeBack =
        undo === undefined
          ? undefined
          : async () => {
              notifications.hide(id);
              const back = await runEach(done, (row) => undo(row, randomKey()));
              if (back.failed.length > 0) tellFailure(back.failed[0]?.error, t);
              await refresh();
            };
      const words = t("list.done", {
        action: action.label,
        count: done.length,
        text: formatCount(done.length, locale),
      });
      notifications.show({
        id,
        autoClose: 10_000,
        message: <BulkNotice words={words} undo={takeBack} undoLabel={t("common.undo")} />,
      });
    },
  });
  // Now, since the rows look as if it were done as soon as it begins.
  const choice = (action: BulkAction<Row>) => ({ action, on: rows.filter(action.can) });
  const chosen = t("list.chosen", { count: rows.length, text: formatCount(rows.length, locale) });
  return (
    <div className={classes["chosen"]} role="region" aria-label={chosen}>
      <Text size="sm" fw={600} className="figures">
        {act.isPending ? `${formatCount(progress, locale)} / ${chosen}` : chosen}
      </Text>
      {actions.map((action) => (
        <Button
          key={action.id}
          size="xs"
          variant="default"
          loading={act.isPending && act.variables.action === action}
          disabled={!rows.some(action.can)}
          onClick={() =>
            action.undo === undefined ? setAsked(action) : act.mutate(choice(action))
          }
        >
          {action.label}
        </Button>
      ))}
      <CloseButton aria-label={t("list.choose_none")} onClick={onClear} />
      {asked !== undefined && (
        <TypedConfirm
          title={asked.label}
          phrase={String(rows.filter(asked.can).length)}
          action={asked.label}
          onClose={() => setAsked(undefined)}
          onConfirm={() => act.mutateAsync(choice(asked))}
        >
          <Text size="sm">
            {t("list.confirm", {
              count: rows.filter(asked.can).length,
              text: formatCount(rows.filter(asked.can).length, locale),
            })}
          </Text>
        </TypedConfirm>
      )}
    </div>
  );
}
