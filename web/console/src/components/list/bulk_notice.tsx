import { Button, Group } from "@mantine/core";

interface Props {
  words: string;
  undo: (() => Promise<void>) | undefined;
  undoLabel: string;
}

/** What was done, with the way back. Told outside the pages, so it brings its words along. */
export function BulkNotice({ words, undo, undoLabel }: Props) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{words}</span>
      {undo !== undefined && (
        <Button size="compact-xs" variant="light" onClick={() => void undo()}>
          {undoLabel}
        </Button>
      )}
    </Group>
  );
}
