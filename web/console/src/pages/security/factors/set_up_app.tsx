import { Code, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useId, useState } from "react";
import { beginApp, confirmApp } from "@/api/factors";
import { mapProblem, problemOf } from "@/api/problem";
import { CopyButton } from "@/components/copy_button";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { CodesOnce } from "./codes_once";

// With the package that computes QR codes: for whoever sets up an app.
const QrCode = lazy(() => import("./qr_code"));

const pointers = { "/code": "code" } as const;

/** Base32 in groups that people can type. */
const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

function Secret({ secret, uri }: { secret: string; uri: string }) {
  const t = useT();
  return (
    <Group align="flex-start" gap="md">
      <Suspense fallback={<Skeleton height={212} width={212} />}>
        <QrCode text={uri} label={t("app.qr")} />
      </Suspense>
      <div style={{ flex: "1 1 180px" }}>
        <Text size="sm" mb={4}>
          {t("app.by_hand")}
        </Text>
        <Code block style={{ whiteSpace: "pre-wrap" }} data-testid="secret">
          {grouped(secret)}
        </Code>
        <Group mt="xs">
          <CopyButton text={secret} label={t("app.copy")} />
        </Group>
      </div>
    </Group>
  );
}

/** From a new secret to the first code; `onEnd` also when it was left. */
export function SetUpApp({ onEnd }: { onEnd: () => void }) {
  const t = useT();
  const [asked] = useState(() => crypto.randomUUID());
  // A secret for each time the dialog is opened: the server forgets the one before.
  const begun = useQuery({
    queryKey: ["new-app", asked],
    queryFn: beginApp,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const form = useForm({ initialValues: { code: "" } });
  const confirm = useMutation({
    mutationFn: (values: { code: string }) => confirmApp(values.code.replaceAll(" ", "")),
    onSuccess: ({ recovery_codes }) => {
      if (recovery_codes.length === 0) onEnd();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const title = useId();
  const codes = confirm.data?.recovery_codes ?? [];
  if (codes.length > 0) return <CodesOnce codes={codes} onDone={onEnd} />;
  const unmapped = confirm.isError && Object.keys(form.errors).length === 0;
  return (
    <Dialog title={t("app.set_up")} onClose={onEnd} size="lg" keepOpen>
      {begun.isError && <ProblemAlert error={begun.error} retry={() => void begun.refetch()} />}
      {unmapped && <ProblemAlert error={confirm.error} rest={[]} />}
      <form
        noValidate
        aria-labelledby={title}
        onSubmit={form.onSubmit((values) => confirm.mutate(values))}
      >
        <Stack gap="md">
          <Text size="sm" id={title}>
            {t("app.scan")}
          </Text>
          {begun.data === undefined ? <Skeleton height={200} /> : <Secret {...begun.data} />}
          <TextInput
            label={t("app.first_code")}
            description={t("app.first_code_detail")}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            data-autofocus
            maw={260}
            {...form.getInputProps("code")}
          />
          <FormActions
            onCancel={onEnd}
            loading={confirm.isPending}
            disabled={begun.data === undefined}
          >
            {t("app.confirm")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
