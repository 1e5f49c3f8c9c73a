import { lazy, Suspense, useEffect, useState } from "react";
import { offerProof } from "@/api/proof";
import { ExtraWords } from "@/app/extra_words";

// Not in the first load: it is seen seldom.
const AskForProof = lazy(async () => ({
  default: (await import("./ask_for_proof")).AskForProof,
}));

/** Asks who it is whenever the server wants a fresh proof; then the write goes on. */
export function ProofDialog() {
  const [asked, setAsked] = useState<(proven: boolean) => void>();
  useEffect(
    () =>
      offerProof(
        () =>
          new Promise<boolean>((answer) => {
            setAsked(() => answer);
          }),
      ),
    [],
  );
  if (asked === undefined) return null;
  return (
    <ExtraWords group="identity">
      <Suspense>
        <AskForProof
          onEnd={(proven) => {
            setAsked(undefined);
            asked(proven);
          }}
        />
      </Suspense>
    </ExtraWords>
  );
}
