import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { ExtraWords } from "@/app/extra_words";
import { PageHeader } from "@/components/page_header";
import { useT } from "@/messages/use_t";
import { Controls } from "./controls";
import { Samples } from "./samples";
import { Measures, Swatches } from "./swatches";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section style={{ marginBlockEnd: "var(--sangam-space-6)" }}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}

/** The design system at a glance, as it is in the scheme, density and tenant that are on. */
export function DesignPage() {
  return (
    <ExtraWords group="tools">
      <Parts />
    </ExtraWords>
  );
}

function Parts() {
  const t = useT();
  return (
    <>
      <PageHeader
        title={t("design.title")}
        description={t("design.description")}
        parent={{ to: "/developers", label: t("nav.developers") }}
      />
      <Part title={t("design.colours")}>
        <Swatches />
      </Part>
      <Part title={t("design.measures")}>
        <Measures />
      </Part>
      <Part title={t("design.controls")}>
        <Controls />
      </Part>
      <Part title={t("design.samples")}>
        <Samples />
      </Part>
    </>
  );
}
