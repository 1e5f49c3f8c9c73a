import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { EmptyState } from "@/components/empty_state";
import { useT } from "@/messages/use_t";
import { PortalPage } from "../portal_page";
import { forgetTries, useTries } from "./tries";
import { TryList } from "./try_list";
import { ownerOf } from "./use_try";

/** Everything that was tried since the page was loaded. */
export function TriesPage() {
  const t = useT();
  const tries = useTries(ownerOf(useQuery(sessionQuery).data));
  return (
    <PortalPage
      title={t("portal.tries")}
      description={t("portal.tries_detail")}
      actions={
        tries.length > 0 && (
          <Button variant="default" onClick={forgetTries}>
            {t("portal.forget")}
          </Button>
        )
      }
    >
      {tries.length === 0 ? (
        <div className="surface">
          <EmptyState
            title={t("portal.no_tries")}
            detail={t("portal.no_tries_detail")}
            action={
              <Link to="/developers" className="link underlined">
                {t("portal.reference")}
              </Link>
            }
          />
        </div>
      ) : (
        <TryList tries={tries} />
      )}
    </PortalPage>
  );
}
