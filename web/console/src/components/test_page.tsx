import { MantineProvider } from "@mantine/core";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { IntlProvider } from "react-intl";
import { en } from "@/messages/en";

/** Renders a component as a page in English would. */
export function renderPage(element: ReactElement) {
  return render(
    <MantineProvider env="test">
      <IntlProvider locale="en-IN" messages={en}>
        {element}
      </IntlProvider>
    </MantineProvider>,
  );
}
