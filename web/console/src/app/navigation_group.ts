import { navigation } from "./navigation";
import type { NavigationGroup } from "./page_path";

/** The group of a page or of what lies below it; none for the overview. */
export function groupOf(path: string): NavigationGroup | undefined {
  return navigation.find((group) =>
    group.items.some(({ to }) => to !== "/" && (path === to || path.startsWith(`${to}/`))),
  );
}
