import { Button, Group, TextInput } from "@mantine/core";
import { randomKey } from "@/api/idempotency";
import { useT } from "@/messages/use_t";
import type { Headers } from "./use_try";

interface Props {
  headers: Headers;
  keyed: boolean;
  tagged: boolean;
  onChange: (some: Partial<Headers>) => void;
}

/** The headers that one chooses: the key under which a write happens once, the version it changes. */
export function HeaderFields({ headers, keyed, tagged, onChange }: Props) {
  const t = useT();
  return (
    <>
      {keyed && (
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            style={{ flex: 1, minWidth: 0 }}
            label="Idempotency-Key"
            description={t("portal.key_detail")}
            autoComplete="off"
            maxLength={255}
            value={headers.idempotencyKey}
            onChange={(event) => onChange({ idempotencyKey: event.currentTarget.value })}
          />
          <Button variant="default" onClick={() => onChange({ idempotencyKey: randomKey() })}>
            {t("portal.new_key")}
          </Button>
        </Group>
      )}
      {tagged && (
        <TextInput
          label="If-Match"
          description={t("portal.tag_detail")}
          autoComplete="off"
          value={headers.ifMatch}
          onChange={(event) => onChange({ ifMatch: event.currentTarget.value })}
        />
      )}
    </>
  );
}
