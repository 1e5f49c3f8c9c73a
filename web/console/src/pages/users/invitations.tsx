import { Button, Group, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  invitationsPages,
  resendInvitation,
  withdrawInvitation,
  type Invitation,
} from "@/api/invitations";
import { rowsOf } from "@/api/page";
import { useMay } from "@/app/permissions";
import { useRoleChoices } from "@/app/role_choices";
import { tellFailure } from "@/components/failure_notice";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { useT } from "@/messages/use_t";

function InvitationActions({ invitation }: { invitation: Invitation }) {
  const t = useT();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["invitations"] });
  const { id, email } = invitation;
  const again = useMutation({
    mutationFn: () => resendInvitation(id),
    onSuccess: () => notifications.show({ message: t("invite.sent", { email }) }),
    onSettled: refresh,
    onError: (error) => tellFailure(error, t),
  });
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(id),
    onSuccess: () => notifications.show({ message: t("invite.withdrawn", { email }) }),
    onSettled: refresh,
    onError: (error) => tellFailure(error, t),
  });
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        variant="subtle"
        size="compact-xs"
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {t("invite.again")}
        <span className="visually-hidden"> {email}</span>
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="compact-xs"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        {t("invite.withdraw")}
        <span className="visually-hidden"> {email}</span>
      </Button>
    </Group>
  );
}

/** Invitations that wait; nothing at all when there is none. */
export function Invitations() {
  const t = useT();
  const may = useMay();
  const choices = useRoleChoices();
  const query = useInfiniteQuery(invitationsPages());
  const roleOf = (role: string) => choices.find(({ value }) => value === role)?.label ?? role;
  if (query.isSuccess && rowsOf(query.data).length === 0) return null;
  return (
    <section aria-labelledby="invitations" style={{ marginTop: 32 }}>
      <Title order={2} size="h4" id="invitations" mb="sm">
        {t("invite.waiting")}
      </Title>
      <PagedTable
        label={t("invite.waiting")}
        query={query}
        rowKey={(invitation) => invitation.id}
        empty={null}
        columns={[
          { id: "email", header: t("sign_in.email"), title: true, cell: (row) => row.email },
          { id: "role", header: t("users.role"), cell: (row) => roleOf(row.role) },
          {
            id: "until",
            header: t("invite.until"),
            cell: (row) => <Moment at={row.expires_at} day />,
          },
          {
            id: "actions",
            header: t("common.actions"),
            hideHeader: true,
            align: "end",
            cell: (row) => may("users:write") && <InvitationActions invitation={row} />,
          },
        ]}
      />
    </section>
  );
}
