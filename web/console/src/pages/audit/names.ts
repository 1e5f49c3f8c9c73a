import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { apiKeysPages } from "@/api/api_keys";
import { rowsOf } from "@/api/page";
import { rolesQuery } from "@/api/roles";
import { scimTokensPages } from "@/api/scim_tokens";
import { connectionsPages } from "@/api/sign_on";
import { usersPages } from "@/api/users";
import { useMay } from "@/app/permissions";

// Looking at people leaves an entry itself: once is enough.
const quiet = { staleTime: 300_000, refetchOnWindowFocus: false };

/** Who acts, by id: people, keys and directories, as far as the reader may see them. */
export function useActorNames(): Map<string, string> {
  const may = useMay();
  const users = useInfiniteQuery({ ...usersPages(), ...quiet, enabled: may("users:read") });
  const keys = useInfiniteQuery({ ...apiKeysPages(), ...quiet, enabled: may("api_keys:read") });
  const directories = useInfiniteQuery({
    ...scimTokensPages(),
    ...quiet,
    enabled: may("scim:read"),
  });
  const all = [...rowsOf(users.data), ...rowsOf(keys.data), ...rowsOf(directories.data)];
  return new Map(all.map(({ id, name }) => [id, name]));
}

/** Names of what people set up, by id, as far as the reader may see it. */
export function useTargetNames(): Map<string, string> {
  const may = useMay();
  const roles = useQuery({ ...rolesQuery, ...quiet, enabled: may("roles:read") });
  const connections = useInfiniteQuery({
    ...connectionsPages(),
    ...quiet,
    enabled: may("sign_on:read"),
  });
  const all = [...(roles.data?.items ?? []), ...rowsOf(connections.data)];
  return new Map(all.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])));
}
