import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { changeTeam, deleteTeam, teamQuery } from "@/api/teams";
import { useMay } from "@/app/permissions";
import { PageHeader } from "@/components/page_header";
import { ProblemAlert } from "@/components/problem_alert";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";
import { AddMembers } from "./add_members";
import { TeamForm } from "./team_form";
import { TeamMembers } from "./team_members";

const route = getRouteApi("/console/directory/teams/$teamId");

/** One team: its people, its name, its end. */
export function TeamPage() {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { teamId } = route.useParams();
  const search = route.useSearch();
  const query = useQuery(teamQuery(teamId));
  const [open, setOpen] = useState<"add" | "change" | "delete">();
  const close = () => setOpen(undefined);
  if (query.isError) {
    return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  }
  const team = query.data?.value;
  const writable = may("teams:write") && team !== undefined;
  const add = writable && (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setOpen("add")}>
      {t("teams.add")}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={team?.name ?? ""}
        description={team?.description}
        parent={{ to: "/teams", label: t("nav.teams") }}
        actions={
          writable && (
            <>
              <Button variant="default" onClick={() => setOpen("change")}>
                {t("teams.change")}
              </Button>
              <Button variant="default" c="red" onClick={() => setOpen("delete")}>
                {t("teams.delete")}
              </Button>
              {add}
            </>
          )
        }
      />
      <TeamMembers
        team={teamId}
        search={search}
        onSearch={(wanted) => void navigate({ search: wanted, replace: true })}
        add={add}
      />
      {open === "add" && <AddMembers team={teamId} onClose={close} />}
      {open === "change" && team !== undefined && (
        <TeamForm
          title={t("teams.change_title", { name: team.name })}
          action={t("teams.save")}
          words={{ name: team.name, description: team.description }}
          send={(words) => changeTeam(teamId, words, query.data?.tag)}
          onDone={({ name }) => {
            notifications.show({ message: t("teams.changed", { name }) });
            void client.invalidateQueries({ queryKey: ["teams"] });
            close();
          }}
          onClose={close}
        />
      )}
      {open === "delete" && team !== undefined && (
        <TypedConfirm
          title={t("teams.delete_title", { name: team.name })}
          phrase={team.name}
          action={t("teams.delete")}
          onClose={close}
          onConfirm={async () => {
            await deleteTeam(teamId);
            notifications.show({ message: t("teams.deleted", { name: team.name }) });
            await navigate({ to: "/teams" });
            client.removeQueries({ queryKey: ["teams", teamId] });
            await client.invalidateQueries({ queryKey: ["teams"] });
          }}
        >
          <Text size="sm">{t("teams.delete_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
