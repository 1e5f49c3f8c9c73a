import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { navigation } from "@/app/navigation";
import { useMay } from "@/app/permissions";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

/** The pages that a person may open, for roles whose work is not in the ledgers. */
export function PlacesToGo() {
  const t = useT();
  const may = useMay();
  const items = navigation.flatMap((group) =>
    group.items.filter(({ to, permission }) => to !== "/" && may(permission)),
  );
  return (
    <section>
      <Title order={2} mt="lg" mb="xs">
        {t("overview.places")}
      </Title>
      <div className={classes["cards"]}>
        {items.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className={`surface ${classes["card"]}`}>
            <Icon size={18} stroke={1.7} aria-hidden="true" />
            {t(label)}
          </Link>
        ))}
      </div>
    </section>
  );
}
