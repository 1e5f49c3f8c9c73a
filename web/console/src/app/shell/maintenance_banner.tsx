import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { maintenanceQuery } from "@/api/platform_gateway";
import { ExtraWords } from "@/app/extra_words";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";

function Banner({ message }: { message: string }) {
  const t = useT();
  return (
    <Alert
      color="red"
      variant="light"
      role="status"
      mb="md"
      title={t("maintenance.banner")}
      styles={{
        root: { background: "var(--sangam-negative-soft)" },
        title: { color: "var(--sangam-negative)" },
      }}
    >
      {message === "" ? t("maintenance.own_words") : message}{" "}
      <Link
        to="/platform-gateway"
        search={{ tab: "maintenance" }}
        className="underlined"
        style={{ color: "inherit" }}
      >
        {t("maintenance.to_page")}
      </Link>
    </Alert>
  );
}

/** Says above every page of an operator that nobody else is served, while that is so. */
export function MaintenanceBanner() {
  const may = useMay();
  const query = useQuery({ ...maintenanceQuery, enabled: may("platform.gateway:read") });
  if (query.data?.value.on !== true) return null;
  return (
    <ExtraWords group="operations">
      <Banner message={query.data.value.message} />
    </ExtraWords>
  );
}
