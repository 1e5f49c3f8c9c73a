import { Alert, Button, Group } from "@mantine/core";
import type { Session } from "@/api/session";
import { ExtraWords } from "@/app/extra_words";
import { Moment } from "@/components/moment";
import { useT } from "@/messages/use_t";
import { useSignOut } from "./use_sign_out";

interface Props {
  session: Session;
  support: NonNullable<Session["support"]>;
}

function Banner({ session, support }: Props) {
  const t = useT();
  const leave = useSignOut();
  const { name } = session.user;
  return (
    <Alert
      color="orange"
      variant="light"
      styles={{ title: { color: "var(--sangam-text)" } }}
      role="status"
      mb="md"
      title={t("support.banner", { name })}
    >
      <Group justify="space-between">
        <span>
          {t(support.emergency ? "support.emergency_banner" : "support.banner_detail", {
            operator: support.name,
            tenant: session.tenant.name,
          })}{" "}
          <Moment at={support.until} />
        </span>
        <Button size="xs" variant="default" onClick={() => void leave()}>
          {t("support.end")}
        </Button>
      </Group>
    </Alert>
  );
}

/** Says above every page that support acts in somebody's place, and ends it. */
export function SupportBanner(props: Props) {
  return (
    <ExtraWords group="organisation">
      <Banner {...props} />
    </ExtraWords>
  );
}
