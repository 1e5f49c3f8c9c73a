import {
  Button,
  SegmentedControl,
  Select,
  Switch,
  Title,
  useMantineColorScheme,
  type MantineColorScheme,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "@/api/session";
import {
  numberLocale,
  setPreferences,
  usePreferences,
  type Grouping,
  type Language,
} from "@/app/preferences";
import { useSignOut } from "@/app/shell/use_sign_out";
import { sizes } from "@/app/theme/tokens";
import { Moment } from "@/components/moment";
import { PageHeader } from "@/components/page_header";
import { formatAmount } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { roleName } from "@/app/role_name";
import classes from "./settings.module.css";

const example = { amount: "1234567.89", asset: "INR" };

export function SettingsPage() {
  const t = useT();
  const leave = useSignOut();
  const session = useQuery(sessionQuery).data;
  const preferences = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const grouped = (grouping: Grouping) =>
    formatAmount(example, numberLocale({ ...preferences, grouping }));
  return (
    <>
      <PageHeader title={t("nav.settings")} description={t("settings.description")} />
      <section className={`surface padded ${classes["section"]}`} style={{ maxWidth: sizes.form }}>
        <div>
          <div className={classes["label"]} id="scheme">
            {t("settings.scheme")}
          </div>
          <SegmentedControl
            aria-labelledby="scheme"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={(["auto", "light", "dark"] as const).map((value) => ({
              value,
              label: t(`scheme.${value}`),
            }))}
          />
        </div>
        <Select
          label={t("settings.language")}
          allowDeselect={false}
          value={preferences.language}
          onChange={(language) => setPreferences({ language: language as Language })}
          data={[
            { value: "en", label: "English" },
            { value: "hi", label: "हिन्दी" },
          ]}
        />
        <Select
          label={t("settings.grouping")}
          allowDeselect={false}
          value={preferences.grouping}
          onChange={(grouping) => setPreferences({ grouping: grouping as Grouping })}
          data={(["indian", "international"] as const).map((value) => ({
            value,
            label: `${t(`grouping.${value}`)} (${grouped(value)})`,
          }))}
        />
        <Switch
          label={t("settings.shortcuts")}
          description={t("settings.shortcuts_detail")}
          checked={preferences.shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
      </section>
      {session && (
        <section
          className={`surface padded ${classes["section"]}`}
          style={{ maxWidth: sizes.form }}
        >
          <Title order={2}>{t("settings.session")}</Title>
          <dl className={classes["facts"]}>
            <dt>{t("settings.person")}</dt>
            <dd>{[session.user.name, session.user.email].filter(Boolean).join(" · ")}</dd>
            <dt>{t("users.role")}</dt>
            <dd>{roleName(session.role, session.role_name, t)}</dd>
            <dt>{t("settings.tenant")}</dt>
            <dd>
              {session.tenant.name} ({session.tenant.slug})
            </dd>
            {session.expires_at !== undefined && (
              <>
                <dt>{t("settings.expires")}</dt>
                <dd>
                  <Moment at={session.expires_at} />
                </dd>
              </>
            )}
          </dl>
          <div>
            <Button variant="default" onClick={() => void leave()}>
              {t("shell.sign_out")}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
