import { Button, PasswordInput, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { acceptInvitation, readInvitation, type OpenInvitation } from "@/api/invitations";
import { mapProblem, problemOf } from "@/api/problem";
import { ExtraWords } from "@/app/extra_words";
import { CodeField } from "@/components/code_field";
import { useSignedIn } from "@/app/use_signed_in";
import { useT } from "@/messages/use_t";
import { Card } from "./card";
import { LinkOver } from "./link_over";
import { roleName } from "@/app/role_name";
import { useMailedToken } from "./token";

const pointers = { "/name": "name", "/password": "password", "/code": "code" } as const;

function JoinForm({ invitation, token }: { invitation: OpenInvitation; token: string }) {
  const t = useT();
  const signedIn = useSignedIn();
  const [withCode, setWithCode] = useState(false);
  const form = useForm({
    initialValues: { name: "", password: "", code: "" },
    validate: { name: (value) => (value.trim() === "" ? t("form.required") : null) },
  });
  const join = useMutation({
    mutationFn: ({ name, password, code }: typeof form.values) =>
      acceptInvitation({
        token,
        name: name.trim(),
        password,
        ...(withCode ? { code: code.trim() } : {}),
      }),
    onSuccess: signedIn,
    onError: (error) => {
      const problem = problemOf(error);
      if (problem.code === "second_factor_needed") setWithCode(true);
      else form.setErrors(mapProblem(problem, pointers).fields);
    },
  });
  const asked = join.isError && problemOf(join.error).code === "second_factor_needed";
  const unmapped = join.isError && !asked && Object.keys(form.errors).length === 0;
  const role = roleName(invitation.role, undefined, t);
  return (
    <>
      {unmapped && <LinkOver error={join.error} />}
      <form noValidate onSubmit={form.onSubmit((values) => join.mutate(values))}>
        <Stack gap="sm">
          <Text size="sm">
            {invitation.invited_by === ""
              ? t("join.as", { role })
              : t("join.by", { name: invitation.invited_by, role })}
          </Text>
          <TextInput
            label={t("join.email")}
            value={invitation.email}
            readOnly
            autoComplete="username"
          />
          <TextInput
            label={t("users.name")}
            autoComplete="name"
            required
            data-autofocus
            {...form.getInputProps("name")}
          />
          <PasswordInput
            label={t(invitation.has_account ? "join.own_password" : "sign_in.password")}
            description={
              invitation.has_account
                ? t("join.own_password_detail")
                : t("security.password_rule", { count: invitation.password_min_length })
            }
            autoComplete={invitation.has_account ? "current-password" : "new-password"}
            required
            visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password") }}
            {...form.getInputProps("password")}
          />
          {withCode && <CodeField {...form.getInputProps("code")} />}
          <Button type="submit" loading={join.isPending}>
            {t("join.action")}
          </Button>
        </Stack>
      </form>
    </>
  );
}

function Join() {
  const t = useT();
  const token = useMailedToken();
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => readInvitation(token),
    staleTime: Infinity,
  });
  return (
    <Card title={t("join.title", { tenant: invitation.data?.tenant ?? "…" })}>
      {invitation.isPending && <Skeleton height={180} />}
      {invitation.isError && <LinkOver error={invitation.error} />}
      {invitation.isSuccess && <JoinForm invitation={invitation.data} token={token} />}
    </Card>
  );
}

export function JoinPage() {
  return (
    <ExtraWords group="identity">
      <Join />
    </ExtraWords>
  );
}
