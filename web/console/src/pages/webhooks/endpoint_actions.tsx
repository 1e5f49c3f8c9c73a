import { ActionIcon, Button, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { IconDotsVertical, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { problemOf } from "@/api/problem";
import { deleteEndpoint, sendTest, switchEndpoint, type Endpoint } from "@/api/webhooks";
import { TypedConfirm } from "@/components/typed_confirm";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { EndpointDialog } from "./endpoint_form";
import { ReplayDialog } from "./replay_dialog";
import { RotateDialog } from "./rotate_dialog";
import { TestDialog } from "./test_dialog";

type Open = "edit" | "replay" | "rotate" | "delete";

/** What can be done with an endpoint. */
export function EndpointActions({ seen }: { seen: { value: Endpoint; tag: string | undefined } }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const [tested, setTested] = useState<string>();
  const endpoint = seen.value;
  const enabled = endpoint.state === "enabled";
  const refresh = () => client.invalidateQueries({ queryKey: ["webhooks"] });
  const tellProblem = (error: unknown) =>
    notifications.show({ color: "red", message: problemWords(problemOf(error), t).title });
  const test = useMutation({
    mutationFn: () => sendTest(endpoint.id),
    onSuccess: ({ message }) => setTested(message),
    onError: tellProblem,
  });
  const turn = useMutation({
    mutationFn: (to: "enable" | "disable") => switchEndpoint(endpoint.id, to),
    onSuccess: async (after) => {
      await refresh();
      notifications.show({
        message: t(after.state === "enabled" ? "hooks.now_enabled" : "hooks.now_disabled"),
      });
    },
    onError: tellProblem,
  });
  const close = () => setOpen(undefined);
  return (
    <>
      {enabled ? (
        <Button
          leftSection={<IconSend size={16} />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t("hooks.test")}
        </Button>
      ) : (
        <Button loading={turn.isPending} onClick={() => turn.mutate("enable")}>
          {t("hooks.enable")}
        </Button>
      )}
      <Button variant="default" onClick={() => setOpen("edit")}>
        {t("hooks.edit")}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t("common.more")}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen("replay")}>{t("hooks.replay")}</Menu.Item>
          <Menu.Item onClick={() => setOpen("rotate")}>{t("hooks.rotate")}</Menu.Item>
          {enabled && (
            <Menu.Item onClick={() => turn.mutate("disable")}>{t("hooks.disable")}</Menu.Item>
          )}
          <Menu.Item color="red" onClick={() => setOpen("delete")}>
            {t("hooks.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {tested !== undefined && (
        <TestDialog
          message={tested}
          ordered={endpoint.ordered}
          onClose={() => {
            setTested(undefined);
            void refresh();
          }}
        />
      )}
      {open === "edit" && <EndpointDialog seen={seen} onClose={close} />}
      {open === "replay" && <ReplayDialog endpoint={endpoint} onClose={close} />}
      {open === "rotate" && <RotateDialog endpoint={endpoint} onClose={close} />}
      {open === "delete" && (
        <TypedConfirm
          title={t("hooks.delete_title")}
          phrase={new URL(endpoint.url).host}
          action={t("hooks.delete")}
          onClose={close}
          onConfirm={async () => {
            await deleteEndpoint(endpoint.id);
            notifications.show({ message: t("hooks.deleted") });
            await navigate({ to: "/webhooks" });
            await refresh();
          }}
        >
          <Text size="sm">{t("hooks.delete_detail")}</Text>
        </TypedConfirm>
      )}
    </>
  );
}
