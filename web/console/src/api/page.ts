import { infiniteQueryOptions, type InfiniteData } from "@tanstack/react-query";
import { get, type QueryValue } from "./http";

/** One page of a keyset-paged list; no `next` means it was the last. */
export interface Page<T> {
  items: T[];
  next?: string;
}

type PagesKey = readonly [name: string, "pages", path: string, Record<string, QueryValue>];

/**
 * The query of a list that grows by "load more". The filters are part of the key; while the rows
 * of other filters come, those of the last ones stay, so that nothing opened on a row closes.
 */
export function pagesQuery<T>(
  name: string,
  path: string,
  filters: Record<string, QueryValue> = {},
) {
  return infiniteQueryOptions<Page<T>, Error, InfiniteData<Page<T>>, PagesKey, string | undefined>({
    queryKey: [name, "pages", path, filters],
    queryFn: ({ pageParam, signal }) =>
      get<Page<T>>(path, { ...filters, cursor: pageParam }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before, query) => (query?.queryKey[2] === path ? before : undefined),
  });
}

/** The rows loaded so far, in order. */
export function rowsOf<T>(data: InfiniteData<Page<T>> | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

/** Follows the cursors of a list to its end or to `most` rows, telling how many came so far. */
export async function fetchAll<T>(
  path: string,
  filters: Record<string, QueryValue>,
  most: number,
  progress: (rows: number) => void = () => {},
): Promise<{ rows: T[]; complete: boolean }> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await get(path, { ...filters, limit: 1000, cursor });
    rows.push(...page.items);
    progress(rows.length);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < most);
  return { rows: rows.slice(0, most), complete: cursor === undefined && rows.length <= most };
}
