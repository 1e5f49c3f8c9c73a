import { Radio, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { mapProblem, problemOf } from "@/api/problem";
import { changeEndpoint, createEndpoint, type Endpoint } from "@/api/webhooks";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { bodyOf, formOf, pointers, urlFault, type EndpointForm } from "./endpoint_fields";
import { EventTypeChooser } from "./event_type_chooser";
import { HookSecret } from "./hook_secret";

interface Props {
  /** The one to change; a new one without. */
  seen?: { value: Endpoint; tag: string | undefined };
  onClose: () => void;
}

/** Makes an endpoint and shows its secret, or changes one. */
export function EndpointDialog({ seen, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const form = useForm<EndpointForm>({
    initialValues: formOf(seen?.value),
    validate: {
      url: (value) => {
        const fault = urlFault(value);
        if (fault === undefined) return null;
        return fault === "required" ? t("form.required") : t("hooks.not_url");
      },
    },
  });
  const save = useMutation({
    mutationFn: async (values: EndpointForm) => {
      const body = bodyOf(values);
      if (seen !== undefined) {
        await changeEndpoint(seen.value.id, body, seen.tag);
        return undefined;
      }
      return once.current.run(body, (key) => createEndpoint(body, key));
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["webhooks"] });
      if (made === undefined) onClose();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  if (save.data !== undefined) {
    return (
      <HookSecret
        title={t("keys.secret_title")}
        secret={save.data.secret}
        detail={t("hooks.secret_detail")}
        onClose={onClose}
      />
    );
  }
  const action = t(seen === undefined ? "hooks.create" : "hooks.save");
  return (
    <Dialog
      title={seen === undefined ? t("hooks.create") : t("hooks.edit")}
      onClose={onClose}
      size="lg"
    >
      {save.isError && (
        <ProblemAlert error={save.error} rest={mapProblem(problemOf(save.error), pointers).rest} />
      )}
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="md">
          <TextInput
            label={t("hooks.url")}
            description={t("hooks.url_detail")}
            placeholder="https://"
            inputMode="url"
            required
            data-autofocus
            {...form.getInputProps("url")}
          />
          <TextInput
            label={t("hooks.description")}
            description={t("hooks.description_detail")}
            maxLength={500}
            {...form.getInputProps("description")}
          />
          <EventTypeChooser
            value={form.values.eventTypes}
            error={form.errors["eventTypes"]}
            onChange={(types) => form.setFieldValue("eventTypes", types)}
          />
          <Radio.Group label={t("hooks.order")} {...form.getInputProps("ordered")}>
            <Stack gap="xs" mt={4}>
              <Radio
                value="yes"
                label={t("hooks.ordered")}
                description={t("hooks.ordered_detail")}
              />
              <Radio
                value="no"
                label={t("hooks.unordered")}
                description={t("hooks.unordered_detail")}
              />
            </Stack>
          </Radio.Group>
          <FormActions onCancel={onClose} loading={save.isPending}>
            {action}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
