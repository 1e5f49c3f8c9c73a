import { Button } from "@mantine/core";
import { useState } from "react";
import type { DeadLetterDetail, LetterMove } from "@/api/dead_letters";
import { useT } from "@/messages/use_t";
import { DecideLetter } from "./decide_letter";
import { EditLetter } from "./edit_letter";

/** What can be decided of a parked event. Each decision asks for a reason first. */
export function LetterActions({ letter }: { letter: DeadLetterDetail }) {
  const t = useT();
  const [open, setOpen] = useState<"edit" | LetterMove>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button variant="default" onClick={() => setOpen("skip")}>
        {t("letters.skip")}
      </Button>
      <Button variant="default" onClick={() => setOpen("requeue")}>
        {t("letters.requeue")}
      </Button>
      <Button onClick={() => setOpen("edit")}>{t("letters.edit")}</Button>
      {open === "edit" && <EditLetter letter={letter} onClose={close} />}
      {(open === "skip" || open === "requeue") && (
        <DecideLetter letter={letter} move={open} onClose={close} />
      )}
    </>
  );
}
