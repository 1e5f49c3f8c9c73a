import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { problemFromText } from "@/api/problem";
import type { Upload } from "@/api/uploads";
import { JsonView } from "@/components/json_view";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";
import { importOf } from "./import_of";

/** What came of an upload: why it was refused, or what its operation answered. */
export function UploadReply({ upload }: { upload: Upload }) {
  const t = useT();
  const { state, reply, reply_status: status } = upload;
  if (reply === undefined || status === undefined) return null;
  const made = importOf(upload);
  return (
    <>
      <Title order={2} mt="lg" mb="xs">
        {t("uploads.reply")}
      </Title>
      {made !== undefined && (
        <p>
          <Link to="/imports/$importId" params={{ importId: made }} className="link underlined">
            {t("uploads.to_import")}
          </Link>
        </p>
      )}
      {state === "failed" ? (
        <ProblemAlert error={problemFromText(status, reply)} />
      ) : (
        <JsonView text={reply} label={t("uploads.reply")} />
      )}
    </>
  );
}
