import { Button, Group, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useT } from "@/messages/use_t";

interface Props extends Omit<ButtonProps, "type" | "variant"> {
  onCancel: () => void;
  /** What the form is for. */
  children: ReactNode;
}

/** The end of a form in a dialog: leaving it, and sending it. */
export function FormActions({ onCancel, mt, children, ...submit }: Props) {
  const t = useT();
  return (
    <Group justify="flex-end" {...(mt === undefined ? {} : { mt })}>
      <Button variant="default" onClick={onCancel}>
        {t("common.cancel")}
      </Button>
      <Button type="submit" {...submit}>
        {children}
      </Button>
    </Group>
  );
}
