import { useInfiniteQuery } from "@tanstack/react-query";
import { apiKeysPages } from "@/api/api_keys";
import { rowsOf } from "@/api/page";
import { usersPages } from "@/api/users";
import { useMay } from "@/app/permissions";

/** Names of people and keys by their ids, as far as the reader may see them. */
export function useActorNames(): Map<string, string> {
  const may = useMay();
  // Looking at people leaves an entry itself: once is enough.
  const quiet = { staleTime: 300_000, refetchOnWindowFocus: false };
  const users = useInfiniteQuery({ ...usersPages(), ...quiet, enabled: may("users:read") });
  const keys = useInfiniteQuery({ ...apiKeysPages(), ...quiet, enabled: may("api_keys:read") });
  return new Map(
    [...rowsOf(users.data), ...rowsOf(keys.data)].map((actor) => [actor.id, actor.name]),
  );
}
