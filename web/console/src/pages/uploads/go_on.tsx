import { Button, FileButton, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import type { Upload } from "@/api/uploads";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { sizeText } from "@/pages/organisation/size_text";
import { currentSending, pauseSending, sendRest, subscribe } from "./sending_store";
import classes from "./uploads.module.css";

/** Sends the rest of an upload that broke off, from the same file, and pauses that. */
export function GoOn({ upload }: { upload: Upload }) {
  const t = useT();
  const client = useQueryClient();
  const sending = useSyncExternalStore(subscribe, currentSending);
  const [other, setOther] = useState<File>();
  const mine = sending?.id === upload.id ? sending : undefined;
  const send = async (file: File) => {
    setOther(undefined);
    await sendRest(upload, file);
    await client.invalidateQueries({ queryKey: ["uploads"] });
  };
  const choose = (file: File | null) => {
    if (file === null) return;
    if (file.size === upload.length) void send(file);
    else setOther(file);
  };
  if (mine !== undefined) {
    const going = !mine.paused && mine.error === undefined;
    return (
      <>
        {mine.error !== undefined && <ProblemAlert error={mine.error} />}
        <section className={`surface padded ${classes["going"]}`} aria-label={t("uploads.go_on")}>
          <p>{t(going ? "uploads.sending" : "uploads.paused", { name: mine.file.name })}</p>
          {going ? (
            <Button variant="default" onClick={() => pauseSending(upload.id)}>
              {t("uploads.pause")}
            </Button>
          ) : (
            <Button onClick={() => void send(mine.file)}>{t("uploads.resume")}</Button>
          )}
        </section>
      </>
    );
  }
  return (
    <section className={`surface padded ${classes["going"]}`} aria-label={t("uploads.go_on")}>
      <p>
        {t("uploads.go_on_detail")}
        {other !== undefined && (
          <Text component="span" role="alert" display="block" c="var(--sangam-negative)">
            {t("uploads.other_file", {
              name: other.name,
              size: sizeText(other.size),
              length: sizeText(upload.length),
            })}
          </Text>
        )}
      </p>
      <FileButton onChange={choose}>
        {(props) => <Button {...props}>{t("uploads.choose")}</Button>}
      </FileButton>
    </section>
  );
}
