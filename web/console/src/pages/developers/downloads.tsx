import { Anchor } from "@mantine/core";
import { asyncapiPath } from "@/api/events";

/** The server's descriptions of itself, as files. */
export function Downloads() {
  return (
    <>
      {["/api/openapi.json", asyncapiPath].map((path) => (
        <Anchor
          key={path}
          href={path}
          download
          size="sm"
          c="var(--sangam-accent)"
          underline="always"
        >
          {path.split("/").at(-1)}
        </Anchor>
      ))}
    </>
  );
}
