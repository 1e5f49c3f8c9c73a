import { useRef, useState } from "react";
import { verifyPart, type AuditFinding, type AuditVerification } from "@/api/audit";

/** All answers of one check, put together. */
export interface CheckSoFar {
  checked: number;
  length: number;
  checkpoints: number;
  found: number;
  findings: AuditFinding[];
  complete: boolean;
}

export function addPart(before: CheckSoFar | undefined, part: AuditVerification): CheckSoFar {
  return {
    checked: part.checked,
    length: part.length,
    checkpoints: (before?.checkpoints ?? 0) + part.checkpoints,
    found: (before?.found ?? 0) + part.found,
    findings: [...(before?.findings ?? []), ...part.findings],
    complete: part.complete,
  };
}

/** Has the server check the whole audit, part after part, until it is complete or stopped. */
export function useServerCheck() {
  const [state, setState] = useState<{
    running: boolean;
    result?: CheckSoFar | undefined;
    error?: unknown;
  }>({ running: false });
  const stopped = useRef(false);
  const run = async () => {
    stopped.current = false;
    setState({ running: true });
    let result: CheckSoFar | undefined;
    try {
      let resume: string | undefined;
      do {
        const part = await verifyPart(resume);
        result = addPart(result, part);
        resume = part.resume;
        setState({ running: true, result });
      } while (resume !== undefined && !stopped.current);
      setState({ running: false, result });
    } catch (error) {
      setState({ running: false, result, error });
    }
  };
  const stop = () => {
    stopped.current = true;
  };
  return { ...state, run, stop };
}
