import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { decideDevice, openDevice } from "@/api/oauth";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { PersonPage } from "@/pages/authorize/person_page";
import { ScopeList } from "@/pages/authorize/scope_list";

const route = getRouteApi("/people/device");

/** Where a person types the code that a device shows, and decides about it. */
export function DevicePage() {
  const t = useT();
  const { user_code: given } = route.useSearch();
  const form = useForm({
    initialValues: { code: given ?? "" },
    validate: { code: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const opened = useMutation({ mutationFn: (code: string) => openDevice(code.trim()) });
  const decided = useMutation({
    mutationFn: (approve: boolean) => decideDevice(form.values.code.trim(), approve),
  });
  if (decided.isSuccess) {
    return (
      <PersonPage title={t("oauth.device_title")}>
        <Text role="status">
          {decided.variables ? t("oauth.device_allowed") : t("oauth.device_denied")}
        </Text>
      </PersonPage>
    );
  }
  if (opened.data !== undefined) {
    return (
      <PersonPage title={t("oauth.asks", { client: opened.data.client_name })}>
        {decided.isError && <ProblemAlert error={decided.error} />}
        <Stack gap="xs">
          <Alert color="yellow" variant="light">
            {t("oauth.device_warning")}
          </Alert>
          <ScopeList scopes={opened.data.scopes} label={t("oauth.gets")} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => decided.mutate(false)}>
              {t("oauth.deny")}
            </Button>
            <Button loading={decided.isPending} onClick={() => decided.mutate(true)}>
              {t("oauth.allow")}
            </Button>
          </Group>
        </Stack>
      </PersonPage>
    );
  }
  return (
    <PersonPage title={t("oauth.device_title")}>
      {opened.isError && <ProblemAlert error={opened.error} />}
      <form noValidate onSubmit={form.onSubmit(({ code }) => opened.mutate(code))}>
        <Stack gap="sm">
          <TextInput
            label={t("oauth.device_code")}
            description={t("oauth.device_code_detail")}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            data-autofocus
            {...form.getInputProps("code")}
          />
          <Button type="submit" loading={opened.isPending}>
            {t("oauth.device_next")}
          </Button>
        </Stack>
      </form>
    </PersonPage>
  );
}
