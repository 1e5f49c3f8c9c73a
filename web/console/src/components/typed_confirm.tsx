import { Code, Text, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useT } from "@/messages/use_t";
import { Dialog } from "./dialog";
import { FormActions } from "./form_actions";
import { ProblemAlert } from "./problem_alert";

interface Props {
  title: string;
  children: ReactNode;
  /** What has to be typed before the button works. */
  phrase: string;
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for a typed word before something that cannot be undone. */
export function TypedConfirm({ title, children, phrase, action, onConfirm, onClose }: Props) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === phrase) void confirm();
        }}
      >
        {error !== undefined && <ProblemAlert error={error} />}
        {children}
        <Text size="sm" mt="sm" mb={4}>
          {t("common.type_to_confirm")} <Code>{phrase}</Code>
        </Text>
        <TextInput
          aria-label={t("common.type_to_confirm")}
          data-autofocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <FormActions
          onCancel={onClose}
          mt="md"
          color="red"
          disabled={typed !== phrase}
          loading={busy}
        >
          {action}
        </FormActions>
      </form>
    </Dialog>
  );
}
