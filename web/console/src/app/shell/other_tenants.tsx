import { Badge, Menu, Skeleton, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { problemOf } from "@/api/problem";
import { membershipsQuery, switchTenant } from "@/api/sessions";
import { changeSession } from "@/app/session_cache";
import { problemWords } from "@/messages/status_words";
import { useT } from "@/messages/use_t";
import { TenantMark } from "./tenant_mark";

/** The person's other tenants: choosing one goes on there, without signing in again. */
export function OtherTenants() {
  const t = useT();
  const client = useQueryClient();
  const router = useRouter();
  const memberships = useQuery(membershipsQuery);
  const change = useMutation({
    mutationFn: switchTenant,
    onSuccess: (session) => changeSession(client, session, () => router.navigate({ to: "/" })),
    onError: (error) => {
      const { title, detail } = problemWords(problemOf(error), t);
      notifications.show({ color: "red", title, message: detail });
    },
  });
  if (memberships.isPending) return <Skeleton height={28} mx="sm" my={6} w="auto" />;
  const others = memberships.data?.filter(({ current }) => !current) ?? [];
  return others.map((tenant) => (
    <Menu.Item
      key={tenant.id}
      leftSection={<TenantMark name={tenant.name} />}
      disabled={change.isPending}
      onClick={() => change.mutate(tenant.slug)}
    >
      <Text size="sm">{tenant.name}</Text>
      <Text size="xs" c="dimmed">
        {tenant.slug}
      </Text>
      {tenant.sandbox && (
        <Badge size="xs" variant="default" tt="none">
          {t("shell.sandbox")}
        </Badge>
      )}
    </Menu.Item>
  ));
}
