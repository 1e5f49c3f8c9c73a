import { MultiSelect, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { createOAuthClient, identityScopes } from "@/api/oauth";
import { mapProblem, problemOf } from "@/api/problem";
import { sessionQuery } from "@/api/session";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { ClientSecret } from "./client_secret";
import { kinds, newClient, type ClientForm } from "./client_kinds";

const pointers = {
  "/name": "name",
  "/redirect_uris": "redirects",
  "/redirect_uris/0": "redirects",
  "/scopes": "scopes",
} as const;

/** Makes a client, then shows what the program must know. */
export function CreateClient({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const permissions = useQuery(sessionQuery).data?.permissions ?? [];
  const once = useRef(new IdempotentWrite());
  const form = useForm<ClientForm>({
    initialValues: { name: "", kind: "web", redirects: "", scopes: [] },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const create = useMutation({
    mutationFn: (values: ClientForm) => {
      const body = newClient(values);
      return once.current.run(body, (idempotencyKey) =>
        createOAuthClient(body, { idempotencyKey }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["oauth-clients"] }),
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  if (create.data !== undefined) {
    return (
      <Dialog title={t("oauth.made_title")} onClose={onClose} size="lg" keepOpen>
        <ClientSecret id={create.data.client.id} secret={create.data.secret} onDone={onClose} />
      </Dialog>
    );
  }
  const kind = form.values.kind;
  return (
    <Dialog title={t("oauth.create")} onClose={onClose}>
      {create.isError && (
        <ProblemAlert
          error={create.error}
          rest={mapProblem(problemOf(create.error), pointers).rest}
        />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t("oauth.name")}
            description={t("oauth.name_detail")}
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <Select
            label={t("oauth.kind")}
            description={t(`oauth.kind_detail_${kind}`)}
            allowDeselect={false}
            data={kinds.map((one) => ({ value: one, label: t(`oauth.kind_${one}`) }))}
            {...form.getInputProps("kind")}
          />
          {(kind === "web" || kind === "native") && (
            <Textarea
              label={t("oauth.redirects")}
              description={t(`oauth.redirects_detail_${kind}`)}
              autosize
              minRows={2}
              required
              {...form.getInputProps("redirects")}
            />
          )}
          <MultiSelect
            label={t("keys.scopes")}
            description={t("oauth.scopes_detail")}
            searchable
            data={permissions.filter((one) => !identityScopes.some((known) => known === one))}
            {...form.getInputProps("scopes")}
          />
          <FormActions onCancel={onClose} loading={create.isPending}>
            {t("oauth.create")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
