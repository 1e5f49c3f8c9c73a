import { Button, Code, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  explainRequest,
  type ExplainedRequest,
  type ExplainedStep,
  type GatewayScope,
} from "@/api/gateway";
import { DataTable, type Column } from "@/components/data_table";
import { Facts } from "@/components/facts";
import { ProblemAlert } from "@/components/problem_alert";
import { useT } from "@/messages/use_t";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** What each step says. */
function Explained({ reply }: { reply: ExplainedRequest }) {
  const t = useT();
  const columns: Column<ExplainedStep>[] = [
    {
      id: "step",
      header: t("gateway.step"),
      title: true,
      cell: (one) => t("gateway.step_name", { step: one.step }),
    },
    { id: "stage", header: t("gateway.stage"), cell: (one) => t(`gateway.stage_${one.stage}`) },
    {
      id: "verdict",
      header: t("gateway.verdict"),
      cell: (one) => t(`gateway.verdict_${one.verdict}`),
    },
    { id: "rule", header: t("gateway.rule"), cell: (one) => one.rule && <Code>{one.rule}</Code> },
  ];
  return (
    <Stack>
      <Text fw={600} role="status">
        {reply.served ? t("gateway.served") : t("gateway.not_served", { status: reply.status })}
      </Text>
      <Facts
        facts={[
          {
            name: t("gateway.address"),
            value: <Code>{`${reply.address} · ${reply.country}`}</Code>,
          },
          {
            name: t("gateway.route"),
            value:
              reply.operation === "" ? (
                t("gateway.route_name", { route: reply.route })
              ) : (
                <Code>{reply.operation}</Code>
              ),
          },
          reply.upstream === ""
            ? undefined
            : { name: t("gateway.upstream"), value: reply.upstream },
          reply.allowed_origin === ""
            ? undefined
            : { name: t("gateway.origin"), value: reply.allowed_origin },
        ]}
      />
      <DataTable
        label={t("gateway.steps")}
        columns={columns}
        rows={reply.steps}
        rowKey={(one) => `${one.stage} ${one.step} ${one.rule}`}
      />
    </Stack>
  );
}

/** What would happen to a request, without making it; as whom depends on whose gateway it is. */
export function TesterTab({ scope }: { scope: GatewayScope }) {
  const t = useT();
  const [method, setMethod] = useState("GET");
  const [path, setPath] = useState("/api/v1/tenant");
  const [address, setAddress] = useState("");
  const ask = useMutation({ mutationFn: () => explainRequest(scope, { method, path, address }) });
  return (
    <>
      <Text size="sm" className="quiet" mb="md">
        {t(`gateway.tester_${scope}`)}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Group align="flex-end" mb="md">
          <Select
            label={t("gateway.method")}
            allowDeselect={false}
            w={120}
            data={methods}
            value={method}
            onChange={(value) => setMethod(value ?? "GET")}
          />
          <TextInput
            label={t("gateway.path")}
            required
            flex={1}
            miw={220}
            maxLength={2000}
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <TextInput
            label={t("gateway.from")}
            placeholder={t("gateway.own_address")}
            w={220}
            maw="100%"
            maxLength={45}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <Button type="submit" loading={ask.isPending}>
            {t("gateway.ask")}
          </Button>
        </Group>
      </form>
      {ask.isError && <ProblemAlert error={ask.error} />}
      {ask.data && <Explained reply={ask.data} />}
    </>
  );
}
