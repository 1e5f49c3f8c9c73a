import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { standingQuery } from "@/api/organisation";
import { ExtraWords } from "@/app/extra_words";
import { useT } from "@/messages/use_t";

function Banner({ tenant, status }: { tenant: string; status: "suspended" | "closed" }) {
  const t = useT();
  return (
    <Alert
      color={status === "suspended" ? "red" : "yellow"}
      variant="light"
      role="status"
      mb="md"
      title={t(`organisation.${status}_title`, { tenant })}
    >
      {t(`organisation.${status}_detail`)}{" "}
      <Link to="/organisation" className="underlined" style={{ color: "inherit" }}>
        {t("organisation.more")}
      </Link>
    </Alert>
  );
}

/** Says above every page that the tenant is not served, when it is not. */
export function StandingBanner({ tenant }: { tenant: string }) {
  const status = useQuery(standingQuery).data?.status;
  if (status !== "suspended" && status !== "closed") return null;
  return (
    <ExtraWords group="organisation">
      <Banner tenant={tenant} status={status} />
    </ExtraWords>
  );
}
