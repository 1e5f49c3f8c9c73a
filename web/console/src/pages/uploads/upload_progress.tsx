import { Progress } from "@mantine/core";
import { percentReceived, type Upload } from "@/api/uploads";
import { useNumberLocale } from "@/app/preferences";
import { formatPercent } from "@/format/amount_text";
import { useT } from "@/messages/use_t";
import { sizeText } from "@/pages/organisation/size_text";
import classes from "./uploads.module.css";

/** How much of an upload has come: a bar while more is awaited, and figures. */
export function UploadProgress({ upload }: { upload: Upload }) {
  const t = useT();
  const locale = useNumberLocale();
  const length = sizeText(upload.length);
  if (upload.received >= upload.length) return <span className="figures">{length}</span>;
  const percent = percentReceived(upload);
  const text = t("uploads.received_of", { received: sizeText(upload.received), length });
  return (
    <div className={classes["progress"]}>
      <Progress
        size="sm"
        value={percent}
        color="var(--sangam-accent)"
        aria-label={t("uploads.received")}
      />
      <span className="quiet figures">
        {text} · {formatPercent(percent, locale)}
      </span>
    </div>
  );
}
