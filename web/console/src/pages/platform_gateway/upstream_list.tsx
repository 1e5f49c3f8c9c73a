import { Button, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useT } from "@/messages/use_t";
import { upstreamDraftOf, type UpstreamDraft } from "./policy_draft";
import { UpstreamFields } from "./upstream_fields";

/** As many as the server keeps. */
const most = 100;

interface Props {
  rules: UpstreamDraft[];
  onChange: (rules: UpstreamDraft[]) => void;
  disabled: boolean;
}

/** Which requests other servers answer, or get a copy of. Of each use the first that fits a request holds. */
export function UpstreamList({ rules, onChange, disabled }: Props) {
  const t = useT();
  const add = () => {
    const key = Math.max(-1, ...rules.map((rule) => rule.key)) + 1;
    const blank = { name: "", path: "/", upstream: "", use: "forward" } as const;
    onChange([...rules, upstreamDraftOf(blank, key)]);
  };
  return (
    <Stack>
      <Text size="sm" className="quiet">
        {t(
          rules.length === 0 ? "platform_gateway.no_upstreams" : "platform_gateway.some_upstreams",
        )}
      </Text>
      {rules.map((rule, index) => (
        <UpstreamFields
          key={rule.key}
          rule={rule}
          number={index + 1}
          disabled={disabled}
          onChange={(change) =>
            onChange(rules.map((one) => (one.key === rule.key ? { ...one, ...change } : one)))
          }
          onRemove={() => onChange(rules.filter((one) => one.key !== rule.key))}
        />
      ))}
      {!disabled && rules.length < most && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          style={{ alignSelf: "start" }}
          onClick={add}
        >
          {t("platform_gateway.add_upstream")}
        </Button>
      )}
    </Stack>
  );
}
