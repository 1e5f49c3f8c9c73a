import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { removeApp, type Factors } from "@/api/factors";
import { Moment } from "@/components/moment";
import { StateBadge } from "@/components/state_badge";
import { useT } from "@/messages/use_t";
import { Confirm } from "./confirm";
import { SetUpApp } from "./set_up_app";
import { useFactorsChanged } from "./use_factors_changed";

/** The authenticator app: set up or not. */
export function AppFactor({ app }: { app: Factors["app"] }) {
  const t = useT();
  const changed = useFactorsChanged();
  const [open, setOpen] = useState<"set_up" | "remove">();
  const end = () => {
    setOpen(undefined);
    void changed();
  };
  return (
    <section className="surface padded" aria-labelledby="factor-app">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: "1 1 260px" }}>
          <Group gap="xs">
            <Title order={3} size="h5" id="factor-app">
              {t("app.title")}
            </Title>
            {app !== undefined && <StateBadge color="green">{t("app.on")}</StateBadge>}
          </Group>
          <Text size="sm" className="quiet">
            {app === undefined ? (
              t("app.detail")
            ) : (
              <>
                {t("app.since")} <Moment at={app.confirmed_at} day /> · {t("factors.used")}{" "}
                <Moment at={app.used_at} />
              </>
            )}
          </Text>
        </div>
        {app === undefined ? (
          <Button variant="default" onClick={() => setOpen("set_up")}>
            {t("app.set_up")}
          </Button>
        ) : (
          <Button variant="subtle" color="red" onClick={() => setOpen("remove")}>
            {t("app.remove")}
          </Button>
        )}
      </Group>
      {open === "set_up" && <SetUpApp onEnd={end} />}
      {open === "remove" && (
        <Confirm
          title={t("app.remove")}
          detail={t("app.remove_detail")}
          action={t("factors.remove")}
          onConfirm={removeApp}
          onClose={end}
        />
      )}
    </section>
  );
}
