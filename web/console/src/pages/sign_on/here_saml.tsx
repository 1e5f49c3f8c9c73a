import { Button, Code, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { mapProblem, problemOf } from "@/api/problem";
import type { Connection, ConnectionChange } from "@/api/sign_on";
import { useDateLocale } from "@/app/preferences";
import { ProblemAlert } from "@/components/problem_alert";
import { formatDay } from "@/format/time";
import { useT } from "@/messages/use_t";
import { certificateTexts } from "./certificate_texts";
import { useChange } from "./use_change";

const pointers = {
  "/metadata_url": "metadata_url",
  "/metadata": "metadata",
  "/entity_id": "entity_id",
  "/sign_on_url": "sign_on_url",
  "/certificates": "certificates",
} as const;

interface Form {
  metadata_url: string;
  metadata: string;
  entity_id: string;
  sign_on_url: string;
  certificates: string;
}

/** Only what was entered: metadata says the rest. */
export function samlChange(values: Form, before: Pick<Connection, "entity_id" | "sign_on_url">) {
  const change: ConnectionChange = {};
  if (values.metadata.trim() !== "") change.metadata = values.metadata;
  else if (values.metadata_url.trim() !== "") change.metadata_url = values.metadata_url.trim();
  const entity = values.entity_id.trim();
  if (entity !== "" && entity !== before.entity_id) change.entity_id = entity;
  const url = values.sign_on_url.trim();
  if (url !== "" && url !== before.sign_on_url) change.sign_on_url = url;
  const certificates = certificateTexts(values.certificates);
  if (certificates.length > 0) change.certificates = certificates;
  return change;
}

function Certificates({ connection }: { connection: Connection }) {
  const t = useT();
  const locale = useDateLocale();
  return connection.certificates.map(({ fingerprint, valid_until }) => (
    <Code key={fingerprint} style={{ overflowWrap: "anywhere" }}>
      {valid_until === undefined
        ? fingerprint
        : t("sign_on.fingerprint", { fingerprint, day: formatDay(valid_until, locale) })}
    </Code>
  ));
}

/** What an identity provider of SAML gives: metadata, or what stands in it. */
export function HereSaml({ connection }: { connection: Connection }) {
  const t = useT();
  const change = useChange(connection.id);
  const form = useForm<Form>({
    initialValues: {
      metadata_url: "",
      metadata: "",
      entity_id: connection.entity_id ?? "",
      sign_on_url: connection.sign_on_url ?? "",
      certificates: "",
    },
  });
  const save = (values: Form) =>
    change.mutate(samlChange(values, connection), {
      onSuccess: (changed) =>
        form.setValues({
          metadata_url: "",
          metadata: "",
          certificates: "",
          entity_id: changed.entity_id ?? "",
          sign_on_url: changed.sign_on_url ?? "",
        }),
      onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
    });
  return (
    <form noValidate onSubmit={form.onSubmit(save)}>
      <Stack gap="sm" maw={560}>
        {change.isError && (
          <ProblemAlert
            error={change.error}
            rest={mapProblem(problemOf(change.error), pointers).rest}
          />
        )}
        <TextInput
          label={t("sign_on.metadata_url")}
          description={connection.metadata_url}
          {...form.getInputProps("metadata_url")}
        />
        <Textarea
          label={t("sign_on.metadata")}
          description={t("sign_on.metadata_detail")}
          rows={4}
          {...form.getInputProps("metadata")}
        />
        <Text size="sm" fw={600}>
          {t("sign_on.by_hand")}
        </Text>
        <TextInput label={t("sign_on.entity_id")} {...form.getInputProps("entity_id")} />
        <TextInput label={t("sign_on.sign_on_url")} {...form.getInputProps("sign_on_url")} />
        <Textarea
          label={t("sign_on.certificates")}
          description={t("sign_on.certificates_detail")}
          rows={4}
          {...form.getInputProps("certificates")}
        />
        <Certificates connection={connection} />
        <Button type="submit" loading={change.isPending} style={{ alignSelf: "flex-start" }}>
          {t("sign_on.save")}
        </Button>
      </Stack>
    </form>
  );
}
