import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPage } from "@/components/test_page";
import { operations } from "@/messages/en/operations";
import { Target } from "./target";

const id = (prefix: string) => `${prefix}_${"0".repeat(26)}`;

describe("Target", () => {
  it("names what is known, and says what it is", () => {
    renderPage(<Target target={id("sso")} names={new Map([[id("sso"), "Head office"]])} />);
    expect(screen.getByText("Head office")).toBeDefined();
    expect(screen.getByText(operations["audit_target.sso"])).toBeDefined();
  });

  it("says of what kind an id is when its name is not known", () => {
    renderPage(<Target target={id("inv")} names={new Map()} />);
    expect(screen.getByText(operations["audit_target.inv"])).toBeDefined();
    expect(screen.getByText(id("inv"))).toBeDefined();
  });

  it("shows anything else as it is", () => {
    for (const target of ["/users?limit=20", id("zzz"), "usr_short", "constructor"]) {
      renderPage(<Target target={target} names={new Map()} />);
      expect(screen.getByText(target)).toBeDefined();
    }
  });
});
