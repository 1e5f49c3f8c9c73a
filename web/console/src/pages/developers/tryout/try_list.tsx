import type { Try } from "./tries";
import { Moment } from "@/components/moment";
import { TextView } from "@/components/text_view";
import { useT } from "@/messages/use_t";
import { ReplyView } from "./reply_view";
import { requestText } from "./request_text";
import classes from "./tryout.module.css";

/** What was tried, the newest first; each opens to what was sent and what came. */
export function TryList({ tries }: { tries: Try[] }) {
  const t = useT();
  return (
    <div className="surface">
      {tries.map((one) => (
        <details key={one.number} className={classes["try"]}>
          <summary>
            <span className={classes["line"]}>
              <b className="figures">{one.reply?.status ?? t("portal.no_reply")}</b>
              <code>
                {one.request.method} {one.request.path}
              </code>
              <span className="quiet">
                {one.operation} · <Moment at={one.at} />
              </span>
            </span>
          </summary>
          {one.reply === undefined ? (
            <TextView text={requestText(one.request)} label={t("portal.request_sent")} />
          ) : (
            <ReplyView sent={one.request} reply={one.reply} />
          )}
        </details>
      ))}
    </div>
  );
}
