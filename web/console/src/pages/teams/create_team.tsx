import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { createTeam } from "@/api/teams";
import { useT } from "@/messages/use_t";
import { TeamForm } from "./team_form";

/** Makes a team and goes to it: the next thing is to add people. */
export function CreateTeam({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useRef(new IdempotentWrite());
  return (
    <TeamForm
      title={t("teams.create")}
      action={t("teams.create")}
      words={{ name: "", description: "" }}
      send={(words) =>
        once.current.run(words, (idempotencyKey) => createTeam(words, { idempotencyKey }))
      }
      onDone={(team) => {
        notifications.show({ message: t("teams.created", { name: team.name }) });
        void client.invalidateQueries({ queryKey: ["teams"] });
        void navigate({ to: "/teams/$teamId", params: { teamId: team.id } });
      }}
      onClose={onClose}
    />
  );
}
