import { readFile } from "node:fs/promises";
import { makeBooks, transferId, word } from "./support/books";
import { expect, signIn, test } from "./support/console";

test("a file is imported, the page left and found again, the rejected lines listed", async ({
  page,
}) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  const name = `day-${word()}.ndjson`;
  const line = (amount: string) =>
    JSON.stringify({
      id: transferId(),
      debit_account: cash.id,
      credit_account: payroll.id,
      amount,
      asset: "INR",
      code: 1,
      reference: "Import",
    });
  const lines = [...Array.from({ length: 40 }, () => line("1.25")), "this is no JSON", line("-5")];

  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles({
    name,
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(`${lines.join("\n")}\n`),
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page
    .getByRole("navigation", { name: "Menu" })
    .getByRole("link", { name: "Accounts" })
    .click();
  await page
    .getByRole("navigation", { name: "Menu" })
    .getByRole("link", { name: "Imports" })
    .click();
  await page.getByRole("link", { name }).click();

  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Done", { timeout: 30_000 });
  await expect(progress).toContainText(/Created\s*40/);
  await expect(progress).toContainText(/Refused\s*2/);
  const rejected = page.getByRole("table", { name: "Rejected lines" });
  await expect(rejected.getByRole("row")).toHaveCount(3);
  await expect(rejected).toContainText("this is no JSON");

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await waiting).path(), "utf8");
  expect(
    file
      .trim()
      .split("\n")
      .map((text) => (JSON.parse(text) as { line: number }).line),
  ).toEqual([41, 42]);

  await page.goto(`/accounts/${payroll.id}`);
  await expect(page.getByRole("region", { name: "Balances" })).toContainText("₹10,00,050.00");
});

test("a payment message opens the accounts that its switches allow", async ({ page }) => {
  await signIn(page);
  const iban = "DE89370400440532013000";
  const transfer = (id: string, amount: string) => `
    <CdtTrfTxInf><PmtId><EndToEndId>${id}</EndToEndId></PmtId>
      <Amt><InstdAmt Ccy="EUR">${amount}</InstdAmt></Amt>
      <CdtrAgt><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></CdtrAgt><Cdtr><Nm>Supplies</Nm></Cdtr>
      <CdtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></CdtrAcct></CdtTrfTxInf>`;
  const message = word();
  const name = `salaries-${message}.xml`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn>
    <GrpHdr><MsgId>${message}</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm><NbOfTxs>2</NbOfTxs>
      <InitgPty><Nm>Demo Bank</Nm></InitgPty></GrpHdr>
    <PmtInf><PmtInfId>1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>2026-11-20</ReqdExctnDt>
      <Dbtr><Nm>Demo Bank</Nm></Dbtr><DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct>
      <DbtrAgt><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></DbtrAgt>
      ${transfer(`${message}-1`, "12.50")}${transfer(`${message}-2`, "7.50")}</PmtInf>
    </CstmrCdtTrfInitn></Document>`;
  await page.goto("/imports");
  await page.getByText("Options for payment messages").click();
  await page.getByRole("switch", { name: "Open missing accounts" }).check();
  await page.locator("input[type=file]").setInputFiles({
    name,
    mimeType: "application/xml",
    buffer: Buffer.from(xml),
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Done", { timeout: 30_000 });
  await expect(progress).toContainText(/Created\s*2/);
});
