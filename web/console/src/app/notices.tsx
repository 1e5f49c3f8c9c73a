import { MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useT } from "@/messages/use_t";

/** What was done, told in the corner; the button that closes a note has a name. */
export function Notices() {
  const t = useT();
  const closeButtonProps = { "aria-label": t("common.close") };
  return (
    <MantineThemeProvider
      inherit
      theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}
    >
      <Notifications position="bottom-right" />
    </MantineThemeProvider>
  );
}
