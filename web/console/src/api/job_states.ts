export const jobStates = ["scheduled", "waiting", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];
