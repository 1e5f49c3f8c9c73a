import { Text } from "@mantine/core";
import type { Exchange } from "@/api/http";
import { JsonView } from "@/components/json_view";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";

/** More letters than these are a file, not something to read here. */
const mostShown = 20_000;

/** What the server answered, as it wrote it. */
export function Reply({ reply }: { reply: Exchange }) {
  const t = useT();
  const { status, type, text } = reply;
  return (
    <section role="status">
      <Text size="sm" fw={600} mb={4}>
        {t("palette.answer", { status: String(status) })}
      </Text>
      {text !== "" &&
        (type.includes("json") && text.length <= mostShown ? (
          <JsonView text={text} label={t("palette.answer", { status: String(status) })} />
        ) : (
          <TextView
            text={text.slice(0, mostShown)}
            label={t("palette.answer", { status: String(status) })}
          />
        ))}
      {text.length > mostShown && <p className="quiet">{t("palette.cut")}</p>}
    </section>
  );
}
