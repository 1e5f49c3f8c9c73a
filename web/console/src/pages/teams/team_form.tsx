import { Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { mapProblem, problemOf } from "@/api/problem";
import type { Team, TeamWords } from "@/api/teams";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/name": "name", "/description": "description" } as const;

interface Props {
  title: string;
  action: string;
  words: TeamWords;
  send: (words: TeamWords) => Promise<Team>;
  onDone: (team: Team) => void;
  onClose: () => void;
}

/** A team's name and what it is for: to make one, and to change one. */
export function TeamForm({ title, action, words, send, onDone, onClose }: Props) {
  const t = useT();
  const form = useForm<TeamWords>({
    initialValues: words,
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const save = useMutation({
    mutationFn: ({ name, description }: TeamWords) =>
      send({ name: name.trim(), description: description.trim() }),
    onSuccess: onDone,
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {save.isError && (
        <ProblemAlert error={save.error} rest={mapProblem(problemOf(save.error), pointers).rest} />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("teams.name")}
            required
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <Textarea
            label={t("teams.about")}
            autosize
            minRows={2}
            {...form.getInputProps("description")}
          />
          <FormActions onCancel={onClose} loading={save.isPending}>
            {action}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
