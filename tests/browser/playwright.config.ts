import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*_test.ts",
  globalSetup: "./support/server.ts",
  timeout: 60_000,
  globalTimeout: 30 * 60_000,
  // Longer than anything takes on a machine that has other work.
  expect: { timeout: 15_000 },
  // One worker: the tests share two cores with the server and its database.
  workers: 1,
  forbidOnly: true,
  // Recording a trace costs a third of a test's time, so only a test that has failed is recorded,
  // once more; passing then does not help it.
  retries: 1,
  failOnFlakyTests: true,
  reporter: [["list"]],
  use: {
    locale: "en-IN",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env["SANGAM_CHROMIUM"] || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
