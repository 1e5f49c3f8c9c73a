/** What can be done to several rows of a list at once. */
export interface BulkAction<Row> {
  id: string;
  label: string;
  /** Those of the chosen rows that it can be done to. */
  can: (row: Row) => boolean;
  run: (row: Row, idempotencyKey: string) => Promise<unknown>;
  /** How a row will look: shown at once, before the server has answered. */
  becomes?: Partial<Row>;
  /** Brings back what was; without it the action asks first. */
  undo?: (row: Row, idempotencyKey: string) => Promise<unknown>;
}

export interface BulkOutcome<Row> {
  done: Row[];
  failed: { row: Row; error: unknown }[];
}

/**
 * Does something to each row, one after the other, so that a long list is no storm of requests; a row
 * that fails does not keep the others from being tried.
 */
export async function runEach<Row>(
  rows: Row[],
  act: (row: Row) => Promise<unknown>,
  progress: (done: number) => void = () => {},
): Promise<BulkOutcome<Row>> {
  const outcome: BulkOutcome<Row> = { done: [], failed: [] };
  for (const row of rows) {
    try {
      await act(row);
      outcome.done.push(row);
    } catch (error) {
      outcome.failed.push({ row, error });
    }
    progress(outcome.done.length + outcome.failed.length);
  }
  return outcome;
}
