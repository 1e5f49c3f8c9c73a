/**
 * Proving again who one is: a write that asks for a fresh proof waits for it and is sent once more.
 * The dialog of the shell is the prover; without one the problem goes to whoever asked.
 */
type Prover = () => Promise<boolean>;

let prover: Prover | undefined;
let asked: Promise<boolean> | undefined;

/** Gives the way of asking; what it returns takes it away again. */
export function offerProof(ask: Prover): () => void {
  prover = ask;
  return () => {
    if (prover === ask) prover = undefined;
  };
}

/** Asks once, however many writes wait: whether it was proven. */
export async function proveAgain(): Promise<boolean> {
  if (prover === undefined) return false;
  asked ??= prover().finally(() => {
    asked = undefined;
  });
  return asked;
}
