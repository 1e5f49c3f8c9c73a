import { MultiSelect, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { addMembers, peopleQuery } from "@/api/teams";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const shownAtOnce = 50;
const addedAtOnce = 100;

/** Chooses people of the tenant to come into a team. */
export function AddMembers({ team, onClose }: { team: string; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const people = useQuery(peopleQuery);
  const [chosen, setChosen] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: () => addMembers(team, chosen),
    onSuccess: async ({ added }) => {
      await client.invalidateQueries({ queryKey: ["teams"] });
      notifications.show({ message: t("teams.added", { count: added }) });
      onClose();
    },
  });
  return (
    <Dialog title={t("teams.add")} onClose={onClose}>
      {(people.isError || add.isError) && <ProblemAlert error={people.error ?? add.error} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) add.mutate();
        }}
      >
        <Stack gap="sm">
          <MultiSelect
            label={t("teams.add_people")}
            placeholder={t("teams.add_placeholder")}
            searchable
            data-autofocus
            limit={shownAtOnce}
            maxValues={addedAtOnce}
            nothingFoundMessage={t("teams.add_none")}
            data={(people.data ?? []).map(({ id, name, email }) => ({
              value: id,
              label: `${name} · ${email}`,
            }))}
            value={chosen}
            onChange={setChosen}
          />
          <FormActions onCancel={onClose} disabled={chosen.length === 0} loading={add.isPending}>
            {t("teams.add")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
