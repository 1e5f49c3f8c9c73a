import { UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import { useT } from "@/messages/use_t";
import { TenantMark } from "./tenant_mark";
import classes from "./sidebar.module.css";

type Props = { name: string } & Omit<UnstyledButtonProps, "style"> &
  Omit<ComponentPropsWithRef<"button">, "name">;

/** Whose data the console shows; where more is to be chosen, it opens that. */
export function TenantName({ name, className = "", ...others }: Props) {
  const t = useT();
  return (
    <UnstyledButton className={`${classes["tenant"]} ${className}`} {...others}>
      <TenantMark name={name} />
      <span className="visually-hidden">{t("shell.tenant")}</span>
      <span className={classes["tenantName"]}>{name}</span>
      <IconSelector size={15} aria-hidden="true" />
    </UnstyledButton>
  );
}
