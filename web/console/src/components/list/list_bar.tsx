import { Button } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from "react";
import { useT } from "@/messages/use_t";
import classes from "./list.module.css";

// Not in the first load: nobody needs them to read a list.
const ListTools = lazy(async () => ({ default: (await import("./list_tools")).ListTools }));

interface Props {
  label: string;
  filters: ReactNode;
  tools?: ComponentProps<typeof ListTools> | undefined;
  /** Further tools. */
  more?: ReactNode;
  /** Anything is filtered; this undoes it. */
  onClear?: (() => void) | undefined;
}

/** The filters of a list and its tools. A phone shows the first filter, the others on demand. */
export function ListBar({ label, filters, tools, more, onClear }: Props) {
  const t = useT();
  const [all, setAll] = useState(false);
  return (
    <div className={classes["bar"]} role="search" aria-label={label}>
      <div className={classes["filters"]} data-all={all || undefined}>
        {filters}
        {onClear !== undefined && (
          <Button variant="subtle" onClick={onClear}>
            {t("common.clear_filters")}
          </Button>
        )}
      </div>
      <Button
        variant="default"
        className={classes["more"] ?? ""}
        aria-expanded={all}
        leftSection={<IconAdjustmentsHorizontal size={16} />}
        onClick={() => setAll(!all)}
      >
        {t("common.filters")}
      </Button>
      {tools !== undefined && (
        <div className={classes["tools"]}>
          <Suspense>
            <ListTools {...tools} />
          </Suspense>
          {more}
        </div>
      )}
    </div>
  );
}
