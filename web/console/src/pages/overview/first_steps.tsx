import { Button, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconCheck } from "@tabler/icons-react";
import { ExtraWords } from "@/app/extra_words";
import { useT } from "@/messages/use_t";
import classes from "./overview.module.css";

interface Props {
  ledgers: number;
  accounts: number;
}

function Steps({ ledgers, accounts }: Props) {
  const t = useT();
  const steps = [
    {
      done: ledgers > 0,
      words: t("first.ledger"),
      action: (
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/ledgers" search={{ create: "yes" }} {...props} />}
        >
          {t("ledgers.create")}
        </Button>
      ),
    },
    {
      done: accounts > 1,
      words: t("first.accounts"),
      action: (
        <Button size="xs" renderRoot={(props) => <Link to="/accounts/new" {...props} />}>
          {t("accounts.open")}
        </Button>
      ),
    },
    {
      done: false,
      words: t("first.transfer"),
      action: (
        <Button size="xs" renderRoot={(props) => <Link to="/transfers/new" {...props} />}>
          {t("transfers.new")}
        </Button>
      ),
    },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <section className={`surface padded ${classes["first"]}`}>
      <Title order={2} mb="xs">
        {t("first.title")}
      </Title>
      <ol>
        {steps.map((step, index) => (
          <li key={index} data-done={step.done || undefined}>
            <span className={classes["number"]} aria-hidden="true">
              {step.done ? <IconCheck size={14} /> : index + 1}
            </span>
            <Text size="sm" style={{ flex: 1 }}>
              {step.words}
              {step.done && <span className="visually-hidden"> {t("first.done")}</span>}
            </Text>
            {index === next && step.action}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a new tenant does first, in order, with what is done already ticked. */
export function FirstSteps(props: Props) {
  return (
    <ExtraWords group="set_up">
      <Steps {...props} />
    </ExtraWords>
  );
}
