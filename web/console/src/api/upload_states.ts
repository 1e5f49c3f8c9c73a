/** As far as anybody sees them: what was given up is not there any more. */
export const uploadStates = ["receiving", "received", "running", "done", "failed"] as const;
export type UploadState = (typeof uploadStates)[number];
