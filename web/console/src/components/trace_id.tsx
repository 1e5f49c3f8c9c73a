import { Code, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import { CopyButton } from "./copy_button";
import type { Fact } from "./facts";

/** A trace by its id; for those who may see traces, the way to what was recorded of it. */
function TraceId({ id }: { id: string }) {
  const may = useMay();
  return (
    <Group component="span" gap={4} wrap="nowrap">
      {may("platform.observability:read") ? (
        <Link to="/observability" search={{ tab: "traces", trace: id }} className="link">
          <Code style={{ overflowWrap: "anywhere" }}>{id}</Code>
        </Link>
      ) : (
        <Code style={{ overflowWrap: "anywhere" }}>{id}</Code>
      )}
      <CopyButton text={id} />
    </Group>
  );
}

/** The fact of which trace something was written in, if it was in one. */
export function useTraceFact(): (id: string | undefined) => Fact | undefined {
  const t = useT();
  return (id) =>
    id === undefined ? undefined : { name: t("observability.trace"), value: <TraceId id={id} /> };
}
