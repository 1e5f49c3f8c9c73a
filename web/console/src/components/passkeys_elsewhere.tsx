import { Anchor, Text } from "@mantine/core";
import { useT } from "@/messages/use_t";
import { namedOrigin, passkeySupport } from "@/webauthn/support";

/** Why no passkey can be added or used here, and where it can. */
export function PasskeysElsewhere() {
  const t = useT();
  const support = passkeySupport();
  if (support === "named") return null;
  if (support === "none") {
    return (
      <Text size="sm" className="quiet">
        {t("passkey.not_supported")}
      </Text>
    );
  }
  return (
    <Text size="sm" className="quiet">
      {t("passkey.by_name")}{" "}
      <Anchor
        size="sm"
        c="var(--sangam-accent)"
        underline="always"
        href={namedOrigin() + window.location.pathname}
      >
        <code>{namedOrigin()}</code>
      </Anchor>
    </Text>
  );
}
