import { Anchor, TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { useT } from "@/messages/use_t";

/**
 * A code of an authenticator app, or a recovery code: one field takes both, but a phone shows the
 * right keys for one of them at a time. It takes the focus.
 */
export function CodeField(props: TextInputProps) {
  const t = useT();
  const [recovery, setRecovery] = useState(false);
  return (
    <div>
      <TextInput
        label={t(recovery ? "code.recovery" : "code.app")}
        description={t(recovery ? "code.recovery_detail" : "code.app_detail")}
        autoComplete="one-time-code"
        inputMode={recovery ? "text" : "numeric"}
        autoCapitalize="off"
        spellCheck={false}
        maxLength={32}
        required
        autoFocus
        data-autofocus
        {...props}
      />
      <Anchor
        component="button"
        type="button"
        size="sm"
        mt={4}
        c="var(--sangam-accent)"
        onClick={() => setRecovery(!recovery)}
      >
        {t(recovery ? "code.use_app" : "code.use_recovery")}
      </Anchor>
    </div>
  );
}
