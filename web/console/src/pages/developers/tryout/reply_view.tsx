import { Badge, Group } from "@mantine/core";
import type { TrialReply, TrialRequest } from "@/api/trial";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";
import { bodyText, bytesOf, headersText, requestText } from "./request_text";
import classes from "./tryout.module.css";

/** What was sent, and everything that came back. */
export function ReplyView({ sent, reply }: { sent: TrialRequest; reply: TrialReply }) {
  const t = useT();
  const body = bodyText(reply);
  return (
    <section className={classes["reply"]} aria-label={t("portal.reply")}>
      <Group gap="xs" role="status">
        <Badge variant="default" size="lg" className="figures">
          {reply.status}
        </Badge>
        <span className="quiet figures">
          {t("portal.took", {
            head: reply.headMs.toFixed(0),
            total: reply.totalMs.toFixed(0),
            bytes: bytesOf(reply.text),
          })}
        </span>
      </Group>
      {body !== "" && <TextView text={body} label={t("portal.reply_body")} />}
      {body === "" && <p className="quiet">{t("portal.no_body")}</p>}
      {reply.cut && <p className="quiet">{t("portal.cut")}</p>}
      <details>
        <summary>{t("portal.reply_headers")}</summary>
        <TextView text={headersText(reply)} label={t("portal.reply_headers")} />
      </details>
      <details>
        <summary>{t("portal.request_sent")}</summary>
        <TextView text={requestText(sent)} label={t("portal.request_sent")} />
      </details>
    </section>
  );
}
