import { expect, it } from "vitest";
import type { Account } from "@/api/accounts";
import { balanceOf, project } from "./balances";

const inr = (amount: string) => ({ amount, asset: "INR" });
const balances = {
  debits_pending: inr("5.00"),
  debits_posted: inr("92233720368547.07"),
  credits_pending: inr("0.00"),
  credits_posted: inr("92233720368647.08"),
};
const account = { balance: inr("100.01"), available: inr("95.01"), balances } as Account;

it("is credits less debits, exactly", () => {
  expect(balanceOf(balances)).toEqual(inr("100.01"));
});

it("moves the balance of both sides of a transfer", () => {
  expect(project(account, "100.02", "debit", "transfer").balance).toEqual(inr("-0.01"));
  expect(project(account, "0.99", "credit", "transfer").balance).toEqual(inr("101.00"));
});

it("takes a hold from what is available and from nothing else", () => {
  const debited = project(account, "10.00", "debit", "hold");
  expect([debited.balance.amount, debited.available.amount]).toEqual(["100.01", "85.01"]);
  expect(project(account, "10.00", "credit", "hold").available.amount).toBe("95.01");
});
