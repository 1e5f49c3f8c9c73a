export type SagaStatus =
  "running" | "waiting" | "compensating" | "parked" | "done" | "compensated" | "abandoned";

export const sagaStatuses: SagaStatus[] = [
  "running",
  "waiting",
  "compensating",
  "parked",
  "done",
  "compensated",
  "abandoned",
];
