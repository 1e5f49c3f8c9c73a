import { expect, it } from "vitest";
import { deviceName } from "./device_name";

const mozilla = "Mozilla/5.0";
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

it("names a browser and its system", () => {
  const agents = [
    `${mozilla} (X11; Linux x86_64) ${webkit} Chrome/130.0.0.0 Safari/537.36`,
    `${mozilla} (X11; Linux x86_64) ${webkit} HeadlessChrome/130.0.0.0 Safari/537.36`,
    `${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0 Safari/537.36 Edg/130.0`,
    `${mozilla} (Linux; Android 14; SM-A155F) ${webkit} SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36`,
    `${mozilla} (iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit} Version/17.5 Mobile/15E148 Safari/604.1`,
    `${mozilla} (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0`,
  ];
  expect(agents.map((agent) => Object.values(deviceName(agent) ?? {}).join(" "))).toEqual([
    "Chrome Linux",
    "Chrome Linux",
    "Edge Windows",
    "Samsung Internet Android",
    "Safari iOS",
    "Firefox macOS",
  ]);
});

it("does not guess", () => {
  expect(deviceName("")).toBeUndefined();
  expect(deviceName("curl/8.5.0")).toBeUndefined();
});
