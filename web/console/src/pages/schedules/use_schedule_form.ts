import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { IdempotentWrite } from "@/api/idempotency";
import {
  changeSchedule,
  createSchedule,
  type JobSchedule,
  type Misfire,
} from "@/api/job_schedules";
import { mapProblem, problemOf } from "@/api/problem";
import { jsonObjectError } from "@/components/json_input";
import { compactJson, indentJson } from "@/format/json_text";
import { useT } from "@/messages/use_t";
import { localZone } from "./zones";

const pointers = {
  "/name": "name",
  "/kind": "kind",
  "/payload": "payload",
  "/cron": "cron",
  "/zone": "zone",
  "/misfire": "misfire",
  "/misfire_limit": "misfireLimit",
} as const;

const usualLimit = 10;

export interface ScheduleValues {
  name: string;
  kind: string;
  payload: string;
  cron: string;
  zone: string;
  misfire: Misfire;
  /** Mantine's field gives a text while it holds no number. */
  misfireLimit: number | string;
}

function initial(schedule: JobSchedule | undefined): ScheduleValues {
  return {
    name: schedule?.name ?? "",
    kind: schedule?.kind ?? "",
    payload: indentJson(schedule?.payload ?? "{}"),
    cron: schedule?.cron ?? "30 2 * * *",
    zone: schedule?.zone ?? localZone(),
    misfire: schedule?.misfire ?? "once",
    misfireLimit: schedule?.misfire_limit ?? usualLimit,
  };
}

/** The form of a schedule: what is checked here, what is sent, and where its faults belong. */
export function useScheduleForm(schedule: JobSchedule | undefined, onDone: () => void) {
  const t = useT();
  const client = useQueryClient();
  const once = useRef(new IdempotentWrite());
  const required = (value: string | number) =>
    String(value).trim() === "" ? t("form.required") : null;
  const form = useForm<ScheduleValues>({
    initialValues: initial(schedule),
    validate: {
      name: required,
      kind: required,
      cron: required,
      zone: required,
      misfireLimit: required,
      payload: (value) => jsonObjectError(value, t),
    },
  });
  const save = useMutation({
    mutationFn: ({ kind, misfireLimit, ...values }: ScheduleValues) => {
      const body = {
        ...values,
        name: values.name.trim(),
        cron: values.cron.trim(),
        payload: compactJson(values.payload),
        misfire_limit: Number(misfireLimit),
      };
      return once.current.run([schedule?.id, kind, body], (key) =>
        schedule === undefined
          ? createSchedule({ ...body, kind }, key)
          : changeSchedule(schedule.id, body, key),
      );
    },
    onSuccess: async ({ name }) => {
      const message = schedule === undefined ? "schedules.created" : "schedules.saved";
      notifications.show({ message: t(message, { name }) });
      await client.invalidateQueries({ queryKey: ["job_schedules"] });
      onDone();
    },
    onError: (error) => form.setErrors(mapProblem(problemOf(error), pointers).fields),
  });
  const rest = save.isError ? mapProblem(problemOf(save.error), pointers).rest : [];
  return { form, save, rest };
}
