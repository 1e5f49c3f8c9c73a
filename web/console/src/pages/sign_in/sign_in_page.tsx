import { Anchor, Text, Title } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { ExtraWords } from "@/app/extra_words";
import { useSignedIn } from "@/app/use_signed_in";
import { LogoMark } from "@/components/logo";
import { useT } from "@/messages/use_t";
import { OrganisationSignIn } from "./organisation_sign_in";
import { PasskeySignIn } from "./passkey_sign_in";
import { SignInForm } from "./sign_in_form";
import classes from "./sign_in_page.module.css";
import { useSignInForm } from "./use_sign_in_form";

const route = getRouteApi("/sign-in");

function SignIn() {
  const t = useT();
  const { then } = route.useSearch();
  const signedIn = useSignedIn(then);
  const state = useSignInForm(signedIn);
  const tenant = state.form.values.tenant.trim();
  useEffect(() => {
    document.title = `${t("sign_in.title")} · Sangam`;
  }, [t]);
  return (
    <main className={classes["page"]}>
      <div className={`surface ${classes["card"]}`}>
        <div className={classes["brand"]}>
          <LogoMark size={34} />
          <Title order={1}>{t("sign_in.title")}</Title>
        </div>
        <SignInForm state={state} />
        <PasskeySignIn tenant={tenant === "" ? undefined : tenant} onSession={signedIn} />
        <OrganisationSignIn email={state.form.values.email} then={then} />
        <Text size="sm" mt="md" ta="center">
          <Anchor
            size="sm"
            c="var(--sangam-accent)"
            renderRoot={(props) => <Link to="/forgotten-password" {...props} />}
          >
            {t("sign_in.forgotten")}
          </Anchor>
        </Text>
        {!state.withTenant && (
          <Text size="sm" mt="xs" ta="center">
            <Anchor
              component="button"
              size="sm"
              c="var(--sangam-accent)"
              onClick={state.showTenant}
            >
              {t("sign_in.choose_tenant")}
            </Anchor>
          </Text>
        )}
      </div>
    </main>
  );
}

export function SignInPage() {
  return (
    <ExtraWords group="identity">
      <SignIn />
    </ExtraWords>
  );
}
