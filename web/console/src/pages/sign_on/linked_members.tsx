import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  linkedMembersPages,
  unlinkMember,
  type Connection,
  type LinkedMember,
} from "@/api/sign_on";
import { useMay } from "@/app/permissions";
import { EmptyState } from "@/components/empty_state";
import { tellFailure } from "@/components/failure_notice";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { SearchInput } from "@/components/search_input";
import { useT } from "@/messages/use_t";
import { Section } from "./section";

function Unlink({ connection, member }: { connection: string; member: LinkedMember }) {
  const t = useT();
  const client = useQueryClient();
  const unlink = useMutation({
    mutationFn: () => unlinkMember(connection, member.user),
    onSuccess: () => notifications.show({ message: t("sign_on.unlinked", { name: member.name }) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["sign-on-members"] }),
    onError: (error) => tellFailure(error, t),
  });
  return (
    <Button
      variant="subtle"
      color="red"
      size="compact-xs"
      loading={unlink.isPending}
      onClick={() => unlink.mutate()}
    >
      {t("sign_on.unlink")}
      <span className="visually-hidden"> {member.name}</span>
    </Button>
  );
}

/** Whom the identity provider signs in, and what it calls them. */
export function LinkedMembers({ connection }: { connection: Connection }) {
  const t = useT();
  const may = useMay();
  const [search, setSearch] = useState<string>();
  const pages = linkedMembersPages(connection.id, search);
  const query = useInfiniteQuery(pages);
  return (
    <Section title={t("sign_on.members")} anchor="members">
      <Text size="sm" mb="sm" maw={720}>
        {t("sign_on.members_detail")}
      </Text>
      <PagedTable
        label={t("sign_on.members")}
        query={query}
        rowKey={(member) => member.user}
        name="sign-on-members"
        source={pages}
        search={{ q: search }}
        onSearch={() => setSearch(undefined)}
        filters={
          <SearchInput
            label={t("sign_on.search_members")}
            value={search ?? ""}
            onChange={(q) => setSearch(q.trim() || undefined)}
          />
        }
        columns={[
          { id: "name", header: t("sign_on.name"), title: true, cell: (member) => member.name },
          { id: "email", header: t("sign_in.email"), cell: (member) => member.email },
          {
            id: "subject",
            header: t("sign_on.subject"),
            cell: (member) => (
              <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
                {member.subject}
              </Text>
            ),
          },
          {
            id: "seen",
            header: t("sign_on.seen"),
            cell: (member) => <Moment at={member.seen_at} day />,
          },
          {
            id: "actions",
            header: t("common.actions"),
            hideHeader: true,
            align: "end",
            cell: (member) =>
              may("sign_on:write") && <Unlink connection={connection.id} member={member} />,
          },
        ]}
        empty={
          <EmptyState
            title={t("sign_on.members_empty")}
            detail={t("sign_on.members_empty_detail")}
          />
        }
      />
    </Section>
  );
}
