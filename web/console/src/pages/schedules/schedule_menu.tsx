import { ActionIcon, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconDotsVertical } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import { changeSchedule, deleteSchedule, runSchedule, type JobSchedule } from "@/api/job_schedules";
import { useMay } from "@/app/permissions";
import { AuditNote } from "@/components/audit_note";
import { tellFailure } from "@/components/failure_notice";
import { TypedConfirm } from "@/components/typed_confirm";
import { useT } from "@/messages/use_t";

interface Props {
  schedule: JobSchedule;
  onEdit: () => void;
}

/** What can be done with a schedule. One that a module brought is only paused and run. */
export function ScheduleMenu({ schedule, onEdit }: Props) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const [deleting, setDeleting] = useState(false);
  const { id, name, paused, declared } = schedule;
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["job_schedules"] });
    await client.invalidateQueries({ queryKey: ["jobs"] });
  };
  const act = useMutation({
    mutationFn: (what: "run" | "pause") =>
      once.current.run<unknown>([id, what, paused], (key) =>
        what === "run" ? runSchedule(id, key) : changeSchedule(id, { paused: !paused }, key),
      ),
    onSuccess: async (_, what) => {
      const done = what === "run" ? "schedules.ran" : "schedules.saved";
      notifications.show({ message: t(done, { name }) });
      await refresh();
    },
    onError: (error) => {
      tellFailure(error, t);
    },
  });
  const remove = async () => {
    await once.current.run([id, "delete"], (key) => deleteSchedule(id, key));
    notifications.show({ message: t("schedules.deleted", { name }) });
    await refresh();
  };
  const writes = may("jobs:write");
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            loading={act.isPending}
            aria-label={t("schedules.actions_of", { name })}
          >
            <IconDotsVertical size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            renderRoot={(props) => <Link to="/jobs" search={{ schedule: id }} {...props} />}
          >
            {t("schedules.jobs")}
          </Menu.Item>
          {writes && (
            <>
              <Menu.Item onClick={() => act.mutate("run")}>{t("schedules.run")}</Menu.Item>
              <Menu.Item onClick={() => act.mutate("pause")}>
                {t(paused ? "schedules.resume" : "schedules.pause")}
              </Menu.Item>
            </>
          )}
          {writes && !declared && (
            <>
              <Menu.Item onClick={onEdit}>{t("schedules.edit")}</Menu.Item>
              <Menu.Item color="red" onClick={() => setDeleting(true)}>
                {t("schedules.delete")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {deleting && (
        <TypedConfirm
          title={t("schedules.delete_title")}
          phrase={name}
          action={t("schedules.delete")}
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        >
          <Text size="sm">{t("schedules.delete_detail")}</Text>
          <AuditNote operations={["job_schedules.delete"]} target={id} />
        </TypedConfirm>
      )}
    </>
  );
}
