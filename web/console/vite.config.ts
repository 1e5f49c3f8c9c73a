import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { documentation } from "./tools/docs/plugin.ts";
import { compiledMessages } from "./tools/messages/plugin.ts";

/** Where `npm run dev` finds the server; the built console is served by the server itself. */
const server = process.env["SANGAM_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), compiledMessages(), documentation()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    // The content security policy allows no data: scripts or fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // The GraphQL editor is one lazy chunk of this size; the first load has its own budget.
    chunkSizeWarningLimit: 640,
  },
  server: { proxy: { "/api": server, "/docs": server, "/health": server } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "logic", environment: "node", include: ["{src,tools}/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          setupFiles: ["src/test_setup.ts"],
          include: ["src/**/*.test.tsx"],
        },
      },
    ],
  },
});
