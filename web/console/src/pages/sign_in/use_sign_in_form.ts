import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { mapProblem, problemOf, type Problem } from "@/api/problem";
import { signIn, type Session, type SignIn } from "@/api/session";
import { useT } from "@/messages/use_t";

const pointers = {
  "/email": "email",
  "/password": "password",
  "/tenant": "tenant",
  "/code": "code",
} as const;

type Step = "password" | "code" | "passkey";

/** What is wanted beside the password: a code if the account has one, else its passkey. */
function nextStep(problem: Problem): Step {
  return problem.errors?.some(({ pointer }) => pointer === "/code") ? "code" : "passkey";
}

const without = (problem: Problem, pointer: string) =>
  problem.errors?.filter((error) => error.pointer !== pointer) ?? [];

/** The sign-in: address and password, and a code when the server asks for one. */
export function useSignInForm(onSession: (session: Session) => void) {
  const t = useT();
  const [step, setStep] = useState<Step>("password");
  const [withTenant, setWithTenant] = useState(false);
  const needed = (value: string) => (value.trim() === "" ? t("form.required") : null);
  const form = useForm({
    initialValues: { email: "", password: "", tenant: "", code: "" },
    validate: {
      email: needed,
      password: (value) => (value === "" ? t("form.required") : null),
      code: (value) => (step === "code" ? needed(value) : null),
    },
  });
  const submit = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body: SignIn = { email: values.email.trim(), password: values.password };
      if (values.tenant.trim() !== "") body.tenant = values.tenant.trim();
      if (step === "code") body.code = values.code.trim();
      return signIn(body);
    },
    onSuccess: onSession,
    onError: (error) => {
      const problem = problemOf(error);
      if (problem.code === "second_factor_needed") {
        setStep(nextStep(problem));
        return;
      }
      form.setErrors(mapProblem(problem, pointers).fields);
      if (problem.errors?.some(({ pointer }) => pointer === "/tenant")) setWithTenant(true);
    },
  });
  const problem = submit.isError ? problemOf(submit.error) : undefined;
  // A wrong code is told at its field alone, and that one is needed by asking for it.
  const told =
    problem?.code === "second_factor_needed" ||
    (problem?.code === "invalid" && without(problem, "/code").length === 0);
  const startAgain = () => {
    submit.reset();
    form.setValues({ password: "", code: "" });
    setStep("password");
  };
  return {
    form,
    step,
    submit,
    startAgain,
    failure: told ? undefined : submit.error,
    withTenant,
    showTenant: () => setWithTenant(true),
  };
}
