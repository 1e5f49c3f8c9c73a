import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { post, word } from "./support/books";
import { expect, signIn, test } from "./support/console";

/** The kind that does nothing, as slowly and as badly as it is told. */
const kind = "platform.echo";

async function openStart(page: Page) {
  await page.goto("/jobs");
  await page.getByRole("button", { name: "Start a job" }).click();
  const dialog = page.getByRole("dialog", { name: "Start a job" });
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: kind }).click();
  return dialog;
}

test("a job is started, fails, is tried again, and its log is read", async ({ page }) => {
  await signIn(page);
  const text = `hello ${word()}`;
  const dialog = await openStart(page);
  const payload = dialog.getByRole("textbox", { name: "Payload" });
  await payload.fill('{"text" "hello"}');
  await dialog.getByRole("button", { name: "Start a job" }).click();
  await expect(dialog.getByText("Line 1, column 9: A colon")).toBeVisible();
  await expect(payload).toHaveAttribute("aria-invalid", "true");
  await payload.fill(JSON.stringify({ text, delay_ms: 1500, failures: 1 }));
  await dialog.getByRole("button", { name: "Start a job" }).click();

  await expect(page.getByRole("heading", { level: 1, name: kind })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Progress" })).toBeVisible();
  const first = page.getByRole("article").filter({ hasText: "Attempt 1" });
  await expect(first).toContainText("It was told to fail 1 times.", { timeout: 20_000 });
  await expect(page.getByRole("region", { name: "Log of attempt 1" })).toContainText(text);
  const second = page.getByRole("article").filter({ hasText: "Attempt 2" });
  await expect(second).toContainText("Done", { timeout: 30_000 });
  await page.goto(`/jobs?state=done&kind=${kind}`);
  await expect(page.getByRole("table", { name: "Jobs" }).getByRole("row").nth(1)).toBeVisible();
});

test("a job that runs is cancelled and tried again", async ({ page }) => {
  await signIn(page);
  const job = await post<{ id: string }>(page, "/jobs", {
    kind,
    payload: JSON.stringify({ delay_ms: 60_000 }),
  });
  await page.goto(`/jobs/${job.id}`);
  const state = page.getByRole("banner").or(page.locator("header")).getByText("Running");
  await expect(state).toBeVisible({ timeout: 15_000 });
  const cancel = async () => {
    await page.getByRole("button", { name: "Cancel the job" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel the job" });
    await expect(dialog).toContainText("jobs.cancel");
    await dialog.getByRole("button", { name: "Cancel the job" }).click();
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 20_000 });
  };
  await cancel();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Cancel the job" })).toBeVisible();
  await cancel();
});

test("a job that was given up says why", async ({ page }) => {
  await signIn(page);
  const job = await post<{ id: string }>(page, "/jobs", {
    kind,
    payload: JSON.stringify({ hopeless: true }),
  });
  await page.goto(`/jobs/${job.id}`);
  await expect(page.getByRole("note")).toContainText("It was told to fail for good.", {
    timeout: 15_000,
  });
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("a schedule is made, paused, run and deleted", async ({ page }) => {
  await signIn(page);
  const name = `nightly ${word()}`;
  await page.goto("/schedules");
  await page.getByRole("button", { name: "New schedule" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New schedule" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Cron expression").fill("30 99 * * *");
  await expect(dialog.getByText("0 to 23")).toBeVisible();
  await dialog.getByLabel("Cron expression").fill("30 2 * * *");
  await dialog.getByRole("combobox", { name: "Time zone" }).fill("Asia/Kol");
  await page.getByRole("option", { name: "Asia/Kolkata" }).click();
  const preview = dialog.getByRole("region", { name: "The next times" });
  await expect(preview).toContainText("In Asia/Kolkata");
  await expect(preview.getByRole("listitem")).toHaveCount(5);
  await expect(preview.getByRole("listitem").first()).toContainText("02:30");
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: kind }).click();
  await dialog.getByRole("textbox", { name: "Payload" }).fill('{"text": "night"}');
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "New schedule" }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole("table", { name: "Schedules" }).getByRole("row", { name });
  await expect(row).toContainText("Asia/Kolkata");
  await expect(row).toContainText("02:30");
  const act = async (item: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await act("Pause");
  await expect(row).toContainText("Paused");
  await act("Resume");
  await expect(row).toContainText("Active");
  await act("Edit");
  const edit = page.getByRole("dialog", { name: "Edit the schedule" });
  await edit.getByLabel("Cron expression").fill("45 3 * * *");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("03:45");
  await act("Run now");
  await expect(page.getByText(`A job of ${name} is queued.`)).toBeVisible();
  await act("Its jobs");
  await expect(page.getByRole("table", { name: "Jobs" }).getByRole("row")).toHaveCount(2);

  await page.goto("/schedules");
  await act("Delete");
  const remove = page.getByRole("dialog", { name: "Delete the schedule" });
  await remove.getByRole("textbox").fill(name);
  await remove.getByRole("button", { name: "Delete" }).click();
  await expect(row).toBeHidden();
});

test("a name that is taken is refused at its field", async ({ page }) => {
  await signIn(page);
  const name = `taken ${word()}`;
  const schedule = { name, kind, cron: "@daily", paused: true };
  await post(page, "/job-schedules", schedule);
  await page.goto("/schedules");
  await page.getByRole("button", { name: "New schedule" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New schedule" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: kind }).click();
  await dialog.getByRole("button", { name: "New schedule" }).click();
  await expect(dialog.getByText("Belongs to another schedule.")).toBeVisible();
});
