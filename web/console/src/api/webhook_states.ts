export const attemptOutcomes = ["delivered", "failed"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Of what an endpoint still has to be told. */
export const deliveryStates = ["waiting", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
