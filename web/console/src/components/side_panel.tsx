import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useT } from "@/messages/use_t";

interface Props {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** An open panel at the side, for one item of a list that goes on behind it. Like Dialog. */
export function SidePanel({ title, onClose, children }: Props) {
  const t = useT();
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="lg">
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>
        <div style={{ display: "flex", justifyContent: "space-between", padding: "16px 16px 8px" }}>
          <Drawer.Title fw={600} style={{ overflowWrap: "anywhere" }}>
            {title}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("common.close")} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
