import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { accountQuery } from "@/api/accounts";

/** The name of an account that is known by its id; asked for once and kept for five minutes. */
export function AccountName({ id }: { id: string }) {
  const query = useQuery({ ...accountQuery(id), staleTime: 300_000 });
  if (query.isPending) return <Skeleton height={10} width={90} display="inline-block" />;
  return (
    <Link to="/accounts/$accountId" params={{ accountId: id }} className="link">
      {query.data?.name ?? id}
    </Link>
  );
}
