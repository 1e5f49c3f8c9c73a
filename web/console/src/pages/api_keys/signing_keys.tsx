import { Button, Code, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import {
  registerSigningKey,
  revokeSigningKey,
  signingKeysPages,
  type ApiKey,
  type NewSigningKey,
  type SigningKey,
} from "@/api/api_keys";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { useMay } from "@/app/permissions";
import type { Column } from "@/components/data_table";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { Moment } from "@/components/moment";
import { PagedTable } from "@/components/paged_table";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const pointers = { "/name": "name", "/public_key": "public_key" } as const;

/** The public keys of an API key that signs: who may use it, and letting another do so. */
export function SigningKeys({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const query = useInfiniteQuery(signingKeysPages(apiKey.id));
  const writable = may("api_keys:write");
  const revoke = useMutation({
    mutationFn: revokeSigningKey,
    onSuccess: () => client.invalidateQueries({ queryKey: ["signing-keys"] }),
  });
  const columns: Column<SigningKey>[] = [
    { id: "name", header: t("keys.name"), title: true, cell: (key) => key.name },
    { id: "id", header: t("keys.key_id"), cell: (key) => <Code>{key.id}</Code> },
    { id: "algorithm", header: t("keys.algorithm"), cell: (key) => key.algorithm },
    { id: "used", header: t("keys.last_used"), cell: (key) => <Moment at={key.last_used_at} /> },
    { id: "ends", header: t("keys.expires"), cell: (key) => <Moment at={key.ends_at} /> },
    {
      id: "actions",
      header: t("common.actions"),
      hideHeader: true,
      align: "end",
      cell: (key) =>
        writable && (
          <Button
            variant="subtle"
            color="red"
            size="compact-xs"
            loading={revoke.isPending && revoke.variables.id === key.id}
            onClick={() => revoke.mutate(key)}
          >
            {t("keys.revoke")}
            <span className="visually-hidden"> {key.name}</span>
          </Button>
        ),
    },
  ];
  return (
    <Dialog title={t("keys.public_keys_of", { name: apiKey.name })} onClose={onClose} size="xl">
      {revoke.isError && <ProblemAlert error={revoke.error} />}
      <PagedTable
        label={t("keys.public_keys")}
        query={query}
        columns={columns}
        rowKey={(key) => key.id}
        empty={<Text size="sm">{t("keys.no_public_keys")}</Text>}
      />
      {writable && <RegisterSigningKey apiKey={apiKey.id} onClose={onClose} />}
    </Dialog>
  );
}

function RegisterSigningKey({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm<NewSigningKey>({
    initialValues: { name: "", public_key: "" },
    validate: {
      name: (value) => (value.trim() === "" ? t("form.required") : null),
      public_key: (value) => (value.trim() === "" ? t("form.required") : null),
    },
  });
  const register = useMutation({
    mutationFn: (values: NewSigningKey) => {
      const body = { name: values.name.trim(), public_key: values.public_key.trim() };
      return once.current.run(body, (idempotencyKey) =>
        registerSigningKey(apiKey, body, { idempotencyKey }),
      );
    },
    onSuccess: () => {
      form.reset();
      return client.invalidateQueries({ queryKey: ["signing-keys"] });
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  return (
    <form noValidate onSubmit={form.onSubmit((values) => register.mutate(values))}>
      <Stack gap="sm" mt="md">
        {register.isError && (
          <ProblemAlert
            error={register.error}
            rest={mapProblem(problemOf(register.error), pointers).rest}
          />
        )}
        <TextInput
          label={t("keys.signer")}
          description={t("keys.signer_detail")}
          required
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <Textarea
          label={t("keys.public_key")}
          description={t("keys.public_key_detail")}
          required
          autosize
          minRows={3}
          maxRows={8}
          styles={{ input: { fontFamily: "monospace" } }}
          {...form.getInputProps("public_key")}
        />
        <Text size="sm">
          <a href="/docs/guides/message_signatures" className="link underlined">
            {t("keys.how_to_sign")}
          </a>
        </Text>
        <FormActions onCancel={onClose} loading={register.isPending}>
          {t("keys.register")}
        </FormActions>
      </Stack>
    </form>
  );
}
