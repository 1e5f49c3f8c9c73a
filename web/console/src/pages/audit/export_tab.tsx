import { Button, Group, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { auditExportPath, auditExports, type AuditRange } from "@/api/audit";
import { TimeRange } from "@/components/time_range";
import { useT } from "@/messages/use_t";
import classes from "./audit.module.css";

const names = { csv: "csv", jsonl: "jsonl", cef: "cef", "ocsf.jsonl": "ocsf" } as const;

/** The audit as files: for people, for auditors, for systems that watch. */
export function ExportTab() {
  const t = useT();
  const [range, setRange] = useState<AuditRange>({});
  return (
    <>
      <Group align="end" gap="sm" mb="md">
        <TimeRange value={range} onChange={setRange} />
      </Group>
      <div className={classes["tiles"]}>
        {auditExports.map((format) => (
          <section
            key={format}
            className={`surface ${classes["panel"]}`}
            aria-label={t(`audit_export.${names[format]}`)}
          >
            <Title order={2}>{t(`audit_export.${names[format]}`)}</Title>
            <Text size="sm" my="xs">
              {t(`audit_export_detail.${names[format]}`)}
            </Text>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              component="a"
              href={auditExportPath(format, range)}
              download={`audit.${format}`}
            >
              {t("audit.download")}
              <span className="visually-hidden"> {t(`audit_export.${names[format]}`)}</span>
            </Button>
          </section>
        ))}
      </div>
    </>
  );
}
