import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  testMatch: "*_test.ts",
  globalSetup: "./support/server.ts",
  timeout: 60_000,
  // One worker: the tests share two cores with the server and its database.
  workers: 1,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    locale: "en-IN",
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
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
