import { Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { removePasskey, type Passkey } from "@/api/factors";
import { DataTable } from "@/components/data_table";
import { EmptyState } from "@/components/empty_state";
import { PasskeysElsewhere } from "@/components/passkeys_elsewhere";
import { useT } from "@/messages/use_t";
import { passkeySupport } from "@/webauthn/support";
import { AddPasskey } from "./add_passkey";
import { Confirm } from "./confirm";
import { passkeyColumns } from "./passkey_columns";
import { RenamePasskey } from "./rename_passkey";
import { useFactorsChanged } from "./use_factors_changed";

type Open = { what: "add" } | { what: "rename" | "remove"; passkey: Passkey };

/** One's passkeys, and how there come to be more or fewer. */
export function Passkeys({ passkeys }: { passkeys: Passkey[] }) {
  const t = useT();
  const changed = useFactorsChanged();
  const [open, setOpen] = useState<Open>();
  const end = () => {
    setOpen(undefined);
    void changed();
  };
  const columns = passkeyColumns(t, {
    onRename: (passkey) => setOpen({ what: "rename", passkey }),
    onRemove: (passkey) => setOpen({ what: "remove", passkey }),
  });
  const add = passkeySupport() === "named" && (
    <Button variant="default" onClick={() => setOpen({ what: "add" })}>
      {t("passkeys.add")}
    </Button>
  );
  return (
    <section aria-labelledby="factor-passkeys">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={3} size="h5" id="factor-passkeys">
            {t("passkeys.title")}
          </Title>
          <Text size="sm" className="quiet">
            {t("passkeys.detail")}
          </Text>
          <PasskeysElsewhere />
        </div>
        {passkeys.length > 0 && add}
      </Group>
      {passkeys.length === 0 ? (
        <EmptyState title={t("passkeys.empty")} detail={t("passkeys.empty_detail")} action={add} />
      ) : (
        <DataTable
          label={t("passkeys.title")}
          columns={columns}
          rows={passkeys}
          rowKey={(passkey) => passkey.id}
          loading={false}
        />
      )}
      {open?.what === "add" && <AddPasskey onEnd={end} />}
      {open?.what === "rename" && <RenamePasskey passkey={open.passkey} onEnd={end} />}
      {open?.what === "remove" && (
        <Confirm
          title={t("passkeys.remove_title", { name: open.passkey.name })}
          detail={t("passkeys.remove_detail")}
          action={t("factors.remove")}
          onConfirm={() => removePasskey(open.passkey.id)}
          onClose={end}
        />
      )}
    </section>
  );
}
