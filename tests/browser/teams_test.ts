import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, signIn, test } from "./support/console";

test("a team is made, filled, renamed, emptied and deleted", async ({ page }) => {
  await signIn(page);
  await page.goto("/teams");
  const name = `Team ${word()}`;
  await page.getByRole("button", { name: "Make a team" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("What it is for").fill("Closes the books");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make a team" }).click();

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Nobody is in this team yet")).toBeVisible();
  await page.getByRole("button", { name: "Add people" }).first().click();
  await dialog.getByPlaceholder("Name or address").fill("Demo Owner");
  await page.getByRole("option", { name: /^Demo Owner/ }).click();
  await page.keyboard.press("Tab");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add people" }).click();
  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByRole("cell", { name: "Demo Owner", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Rename" }).click();
  await dialog.getByLabel("Name").fill(`${name} and more`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${name} and more` })).toBeVisible();

  await members.getByRole("button", { name: "Take out Demo Owner" }).click();
  await expect(page.getByText("Nobody is in this team yet")).toBeVisible();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await dialog.getByRole("textbox").fill(`${name} and more`);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Teams" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search teams" }).fill(name);
  await expect(page.getByText("Nothing matches", { exact: false })).toBeVisible();
});
