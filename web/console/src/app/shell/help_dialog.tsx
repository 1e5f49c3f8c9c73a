import { Anchor, Kbd, Text } from "@mantine/core";
import { navigation } from "@/app/navigation";
import { Dialog } from "@/components/dialog";
import { useT } from "@/messages/use_t";
import { commandKey } from "./command_key";
import classes from "./shell.module.css";

function Keys({ keys, does }: { keys: string[]; does: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <Kbd key={key} me={4}>
            {key}
          </Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </>
  );
}

/** The keyboard shortcuts, and where to read more. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Dialog title={t("help.title")} onClose={onClose}>
      <dl className={classes["keys"]}>
        <Keys keys={[commandKey, "K"]} does={t("help.palette")} />
        <Keys keys={["/"]} does={t("help.search")} />
        <Keys keys={["n"]} does={t("help.new_transfer")} />
        <Keys keys={["?"]} does={t("help.this")} />
        {navigation.flatMap((group) =>
          group.items.map((item) => (
            <Keys
              key={item.key}
              keys={["g", item.key]}
              does={t("help.go", { page: t(item.label) })}
            />
          )),
        )}
      </dl>
      <Text size="sm" mt="md" c="dimmed">
        {t("help.turn_off")}{" "}
        <Anchor href="/docs" size="sm" c="var(--sangam-accent)" underline="always">
          {t("help.docs")}
        </Anchor>
      </Text>
    </Dialog>
  );
}
