import classes from "./sidebar.module.css";

/** The first letter of a tenant on its colour. */
export function TenantMark({ name }: { name: string }) {
  return (
    <span className={classes["mark"]} aria-hidden="true">
      {[...name.trim()][0]?.toLocaleUpperCase()}
    </span>
  );
}
