// A browser on the page under test: opened like new, watched for errors and for anything from elsewhere.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser named by `ZHIXING_BROWSER`, else the first on the path. */
function installed() {
  const named = process.env.ZHIXING_BROWSER;
  if (named) return named;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error("no Chromium on the path; install one or name it in ZHIXING_BROWSER");
}

export const launch = () => chromium.launch({ executablePath: installed(), args: ARGS });

/** A new page; `faults` gathers what it should not have done. */
export async function open(browser, url, { width = 1280, height = 800, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error on the page: ${error.message}`));
  page.on("console", (message) => {
    // Requests that fail while the network is off are part of the test.
    const expected = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|status of 409/.test(message.text());
    if (message.type() === "error" && !expected) faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url).origin) faults.push(`asked another server: ${request.url()}`);
  });
  return { context, page, faults };
}
