import { Alert, Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { renewRecoveryCodes } from "@/api/factors";
import { useT } from "@/messages/use_t";
import { CodesOnce } from "./codes_once";
import { Confirm } from "./confirm";
import { useFactorsChanged } from "./use_factors_changed";

const few = 3;

/** How many are left, and new ones in place of all. */
export function RecoveryCodes({ left }: { left: number }) {
  const t = useT();
  const changed = useFactorsChanged();
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[]>();
  return (
    <section className="surface padded" aria-labelledby="factor-codes">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: "1 1 260px" }}>
          <Title order={3} size="h5" id="factor-codes">
            {t("codes.title")}
          </Title>
          <Text size="sm" className="quiet">
            {t("codes.left", { count: left })}
          </Text>
        </div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t("codes.renew")}
        </Button>
      </Group>
      {left <= few && (
        <Alert color="yellow" variant="light" mt="sm">
          {t("codes.few")}
        </Alert>
      )}
      {asking && (
        <Confirm
          title={t("codes.renew")}
          detail={t("codes.renew_detail")}
          action={t("codes.renew")}
          onConfirm={async () => setCodes((await renewRecoveryCodes()).codes)}
          onClose={() => setAsking(false)}
        />
      )}
      {codes !== undefined && (
        <CodesOnce
          codes={codes}
          onDone={() => {
            setCodes(undefined);
            void changed();
          }}
        />
      )}
    </section>
  );
}
