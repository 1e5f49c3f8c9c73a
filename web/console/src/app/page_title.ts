import { useEffect, useSyncExternalStore } from "react";
import type { PagePath } from "./page_path";

/** What the page that is shown calls itself, and the list it belongs to. */
export interface PageTitle {
  title: string;
  parent?: { to: PagePath; label: string } | undefined;
}

const listeners = new Set<() => void>();
let current: PageTitle = { title: "" };

/** Names the window and the last of the breadcrumbs after the page. */
export function usePublishTitle(title: string, parent: PageTitle["parent"]): void {
  const to = parent?.to;
  const label = parent?.label;
  useEffect(() => {
    document.title = `${title} · Sangam`;
    current = {
      title,
      parent: to === undefined || label === undefined ? undefined : { to, label },
    };
    for (const listener of listeners) listener();
  }, [title, to, label]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePageTitle(): PageTitle {
  return useSyncExternalStore(subscribe, () => current);
}
