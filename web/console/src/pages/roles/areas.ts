/** Permissions of one area: those with the same words before the colon. */
export interface Area {
  name: string;
  permissions: string[];
}

/** Permissions by area, in the order they come. */
export function areasOf(permissions: string[]): Area[] {
  const areas: Area[] = [];
  for (const permission of permissions) {
    const name = permission.split(":")[0] ?? permission;
    const last = areas.at(-1);
    if (last?.name === name) last.permissions.push(permission);
    else areas.push({ name, permissions: [permission] });
  }
  return areas;
}
