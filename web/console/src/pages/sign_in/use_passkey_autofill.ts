import { useCallback, useEffect, useEffectEvent, useRef } from "react";
import { askPasskey, type PasskeyReply } from "@/api/passkeys";
import { answerWithPasskey } from "@/webauthn/ceremonies";
import { offersAutofill } from "@/webauthn/support";

const marginSeconds = 15;

/** Lets a passkey be chosen where the address is typed; asks anew before a challenge is too old. */
async function offer(ended: AbortSignal, take: (reply: PasskeyReply) => void): Promise<void> {
  if (!(await offersAutofill())) return;
  while (!ended.aborted) {
    const asked = await askPasskey();
    const tooOld = AbortSignal.timeout((asked.seconds - marginSeconds) * 1000);
    try {
      const signal = AbortSignal.any([ended, tooOld]);
      take(await answerWithPasskey(asked, { autofill: true, signal }));
      return;
    } catch (error) {
      if (!tooOld.aborted) throw error;
    }
  }
}

/**
 * Offers passkeys beside the address while the page is open. Returns what ends that: a browser
 * answers one question at a time.
 */
export function usePasskeyAutofill(take: (reply: PasskeyReply) => void): () => void {
  const open = useRef<AbortController>(null);
  const taken = useEffectEvent(take);
  useEffect(() => {
    const controller = new AbortController();
    open.current = controller;
    // Nobody has asked for anything yet: whatever is wrong is told when they press the button.
    offer(controller.signal, (reply) => taken(reply)).catch(() => {});
    return () => controller.abort();
  }, []);
  return useCallback(() => open.current?.abort(), []);
}
