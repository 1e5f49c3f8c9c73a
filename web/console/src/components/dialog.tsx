import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useT } from "@/messages/use_t";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  size?: string;
  /** A click beside it does not close it: for what can be seen only once. */
  keepOpen?: boolean;
}

/**
 * An open dialog. Put together from Mantine's parts because its ready-made one has a `header`
 * element, which is a second banner to screen readers.
 */
export function Dialog({ title, onClose, children, size = "md", keepOpen = false }: Props) {
  const t = useT();
  return (
    <Modal.Root opened onClose={onClose} size={size} centered closeOnClickOutside={!keepOpen}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <div style={{ display: "flex", justifyContent: "space-between", padding: "16px 16px 8px" }}>
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("common.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
