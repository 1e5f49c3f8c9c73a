import type { Upload } from "@/api/uploads";
import { useOperationSummary } from "@/components/operation_name";
import { useT } from "@/messages/use_t";

/** What an upload is called: by what is done with it. */
export function useUploadName(): (upload: Upload) => string {
  const t = useT();
  const summary = useOperationSummary();
  return ({ operation }) => (operation === undefined ? t("uploads.part") : summary(operation));
}
