import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { mapProblem, problemOf } from "@/api/problem";
import { proveSession } from "@/api/session";
import { CodeField } from "@/components/code_field";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import type { ProofParts } from "./parts";

const pointers = { "/password": "password", "/code": "code" } as const;

/** The password, and the code once the server asks for it. */
export function ByPassword({ onProven, onCancel, onOther }: ProofParts) {
  const t = useT();
  const [withCode, setWithCode] = useState(false);
  const form = useForm({ initialValues: { password: "", code: "" } });
  const prove = useMutation({
    mutationFn: ({ password, code }: typeof form.values) =>
      proveSession(withCode ? { password, code: code.trim() } : { password }),
    onSuccess: onProven,
    onError: (error) => {
      const problem = problemOf(error);
      const asksForCode = problem.errors?.some(({ pointer }) => pointer === "/code");
      if (problem.code === "second_factor_needed" && asksForCode) setWithCode(true);
      else form.setErrors(mapProblem(problem, pointers).fields);
    },
  });
  const problem = prove.isError ? problemOf(prove.error) : undefined;
  const asked = problem?.code === "second_factor_needed" && withCode;
  const unmapped = prove.isError && !asked && Object.keys(form.errors).length === 0;
  return (
    <>
      {unmapped && <ProblemAlert error={prove.error} rest={[]} />}
      <form noValidate onSubmit={form.onSubmit((values) => prove.mutate(values))}>
        <Stack gap="sm">
          <Text size="sm">{t("proof.detail")}</Text>
          <PasswordInput
            label={t("sign_in.password")}
            autoComplete="current-password"
            required
            data-autofocus
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
            {...form.getInputProps("password")}
          />
          {withCode && <CodeField {...form.getInputProps("code")} />}
          <Group justify="flex-end">
            {onOther !== undefined && (
              <Button variant="subtle" onClick={onOther}>
                {t("proof.by_passkey")}
              </Button>
            )}
            <Button variant="default" onClick={onCancel}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={prove.isPending}>
              {t("proof.action")}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
