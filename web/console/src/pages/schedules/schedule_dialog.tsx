import { Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { misfires, type JobSchedule } from "@/api/job_schedules";
import { jobKindsQuery } from "@/api/jobs";
import { Dialog } from "@/components/dialog";
import { FormActions } from "@/components/form_actions";
import { JsonInput } from "@/components/json_input";
import { ProblemAlert } from "@/components/problem_alert";
import { indentJson } from "@/format/json_text";
import { useT } from "@/messages/use_t";
import { SchedulePreview, usePreview } from "./schedule_preview";
import { useScheduleForm } from "./use_schedule_form";
import { zoneNames } from "./zones";

interface Props {
  /** The one that is changed; a new one without. */
  schedule: JobSchedule | undefined;
  onClose: () => void;
}

/** Makes or changes a schedule, showing the next times while they are typed. */
export function ScheduleDialog({ schedule, onClose }: Props) {
  const t = useT();
  const kinds = useQuery(jobKindsQuery).data ?? [];
  const { form, save, rest } = useScheduleForm(schedule, onClose);
  const { values, errors } = form;
  const [cron] = useDebouncedValue(values.cron.trim(), 300);
  const preview = usePreview(cron, values.zone);
  const chosen = kinds.find((one) => one.kind === values.kind);
  const changeKind = (kind: string | null) => {
    const example = kinds.find((one) => one.kind === kind)?.example ?? "{}";
    form.setValues({ kind: kind ?? "", payload: indentJson(example) });
  };
  return (
    <Dialog
      title={t(schedule === undefined ? "schedules.create" : "schedules.edit_title")}
      onClose={onClose}
      size="lg"
    >
      {save.isError && <ProblemAlert error={save.error} rest={rest} />}
      <form noValidate onSubmit={form.onSubmit((filled) => save.mutate(filled))}>
        <Stack gap="sm">
          <TextInput
            label={t("schedules.name")}
            description={t("schedules.name_detail")}
            required
            data-autofocus
            autoComplete="off"
            maxLength={120}
            {...form.getInputProps("name")}
          />
          <Group grow align="start">
            <TextInput
              label={t("schedules.cron_label")}
              description={t("schedules.cron_detail")}
              required
              autoComplete="off"
              spellCheck={false}
              {...form.getInputProps("cron")}
              error={errors["cron"] ?? preview.faults.cron}
            />
            <Select
              label={t("schedules.zone")}
              description={t("schedules.zone_detail")}
              required
              searchable
              allowDeselect={false}
              data={[...new Set([values.zone, ...zoneNames()])]}
              limit={60}
              {...form.getInputProps("zone")}
              error={errors["zone"] ?? preview.faults.zone}
            />
          </Group>
          <SchedulePreview {...preview} zone={values.zone} />
          <Select
            label={t("jobs.kind")}
            description={chosen?.summary}
            required
            disabled={schedule !== undefined}
            allowDeselect={false}
            data={[...new Set([...kinds.map((one) => one.kind), values.kind])].filter(Boolean)}
            {...form.getInputProps("kind")}
            onChange={changeKind}
          />
          <JsonInput
            label={t("jobs.given")}
            description={t("jobs.given_detail")}
            value={values.payload}
            onChange={(payload) => form.setFieldValue("payload", payload)}
            onBlur={() => form.validateField("payload")}
            error={errors["payload"]}
          />
          <Group grow align="start">
            <Select
              label={t("schedules.misfire")}
              description={t(`misfire_detail.${values.misfire}`)}
              allowDeselect={false}
              data={misfires.map((value) => ({ value, label: t(`misfire.${value}`) }))}
              {...form.getInputProps("misfire")}
            />
            {values.misfire === "all" && (
              <NumberInput
                label={t("schedules.misfire_limit")}
                description="1–1000"
                min={1}
                max={1000}
                allowDecimal={false}
                {...form.getInputProps("misfireLimit")}
              />
            )}
          </Group>
          <FormActions onCancel={onClose} loading={save.isPending}>
            {t(schedule === undefined ? "schedules.create" : "schedules.save")}
          </FormActions>
        </Stack>
      </form>
    </Dialog>
  );
}
