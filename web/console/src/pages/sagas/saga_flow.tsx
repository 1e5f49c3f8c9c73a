import { Badge } from "@mantine/core";
import type { SagaProgress, SagaStep } from "@/api/sagas";
import { useT } from "@/messages/use_t";
import classes from "./sagas.module.css";

type StepState = "open" | "begun" | "done" | "skipped" | "undone" | "kept" | "at_hand" | "failed";

const byMark: Record<string, StepState> = {
  b: "begun",
  d: "done",
  s: "skipped",
  u: "undone",
  k: "kept",
};

/** How a step stands: its mark, and for the one at hand whether it works or needs a person. */
export function stepState(progress: SagaProgress | undefined, index: number): StepState {
  if (progress === undefined) return "open";
  if (index === progress.step) {
    if (progress.status === "parked") return "failed";
    if (["running", "waiting", "compensating"].includes(progress.status)) return "at_hand";
  }
  return byMark[progress.marks[index] ?? "."] ?? "open";
}

/** The flow of a definition, with an instance's state when there is one. */
export function SagaFlow({ steps, progress }: { steps: SagaStep[]; progress?: SagaProgress }) {
  const t = useT();
  return (
    <ol className={classes["flow"]} aria-label={t("sagas.flow")}>
      {steps.map((step, index) => {
        const state = stepState(progress, index);
        return (
          <li
            key={step.name}
            className={classes["step"]}
            data-state={state}
            data-conditional={step.conditional || undefined}
            data-pivot={step.pivot || undefined}
            aria-current={state === "at_hand" || state === "failed" ? "step" : undefined}
          >
            <div className={classes["node"]}>
              <div className={classes["name"]}>
                <strong>{step.name}</strong>
                {progress !== undefined && (
                  <span className={classes["state"]}>{t(`saga_step.${state}`)}</span>
                )}
              </div>
              <div className="quiet">{step.text}</div>
              <div className={classes["tags"]}>
                <Badge variant="default" size="xs" tt="none">
                  {t(`saga_kind.${step.kind}`)}
                </Badge>
                {step.compensable && (
                  <Badge variant="default" size="xs" tt="none">
                    {t("sagas.compensable")}
                  </Badge>
                )}
                {step.conditional && (
                  <Badge variant="default" size="xs" tt="none">
                    {t("sagas.conditional")}
                  </Badge>
                )}
                {step.pivot && (
                  <Badge variant="default" size="xs" tt="none">
                    {t("sagas.pivot")}
                  </Badge>
                )}
                {progress !== undefined && index === progress.step && progress.attempt > 0 && (
                  <Badge variant="light" color="orange" size="xs" tt="none">
                    {t("sagas.tries", { count: progress.attempt, most: step.tries })}
                  </Badge>
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
