import { expect, it } from "vitest";
import { en } from "@/messages/en";
import type { Translate } from "@/messages/use_t";
import { areaName, rightName } from "./permission_words";

const t: Translate = (id) => en[id];

it("says permissions in the words of the menu", () => {
  expect(areaName("ledger.accounts", t)).toBe(en["nav.accounts"]);
  expect(rightName("ledger.accounts:read", t)).toBe("Look");
  expect(rightName("sagas:decide", t)).toBe("Decide");
});

it("leaves what is new as it is", () => {
  expect(areaName("toString", t)).toBe("toString");
  expect(rightName("orders:match", t)).toBe("match");
});
