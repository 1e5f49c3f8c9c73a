import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { giveUpUpload, type Upload } from "@/api/uploads";
import { Dialog } from "@/components/dialog";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { endSending } from "./sending_store";

/** Gives an upload up, after asking: what has come of it is gone. */
export function GiveUp({ upload }: { upload: Upload }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const giveUp = useMutation({
    mutationFn: () => {
      endSending(upload.id);
      return giveUpUpload(upload.id);
    },
    onSuccess: async () => {
      notifications.show({ message: t("uploads.given_up") });
      await navigate({ to: "/uploads" });
      client.removeQueries({ queryKey: ["uploads", upload.id] });
      await client.invalidateQueries({ queryKey: ["uploads"] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("uploads.give_up")}
      </Button>
      {asking && (
        <Dialog title={t("uploads.give_up")} onClose={() => setAsking(false)}>
          {giveUp.isError && <ProblemAlert error={giveUp.error} />}
          <Text size="sm">{t("uploads.give_up_detail")}</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t("common.close")}
            </Button>
            <Button color="red" loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
              {t("uploads.give_up")}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}
