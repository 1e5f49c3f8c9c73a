import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeConnection, connectionQuery, type ConnectionChange } from "@/api/sign_on";
import { useT } from "@/messages/use_t";

/** Changes a connection and shows it as it is then. */
export function useChange(id: string) {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ConnectionChange) => changeConnection(id, change),
    onSuccess: (changed) => {
      client.setQueryData(connectionQuery(id).queryKey, changed);
      notifications.show({ message: t("sign_on.saved") });
    },
  });
}
