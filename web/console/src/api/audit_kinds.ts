export const auditOutcomes = ["done", "refused", "held"] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** A look shows restricted data and changes nothing. */
export const auditKinds = ["change", "look"] as const;
export type AuditKind = (typeof auditKinds)[number];
