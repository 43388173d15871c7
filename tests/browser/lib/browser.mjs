// Real Chromium, and a record of everything that must not happen on a page.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser's program; playwright-core brings none of its own. */
export const program = places.find((path) => path && existsSync(path));

/** Without these, Chromium asks its maker's hosts for updates and lists at every start. */
export const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

export function launch() {
  if (!program) throw new Error("Chromium is missing: tests/run installs it, or set CHROMIUM to its path");
  return chromium.launch({ executablePath: program, args: flags });
}

/**
 * A page in a fresh profile, and `wrong`: console messages at error or warning level, thrown errors, failed
 * requests, answers from 400 up, requests to anything but `home`, and violations of the policy.
 */
export async function open(browser, home, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const wrong = [];
  const requests = [];
  context.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) wrong.push(`console ${line.type()}: ${line.text()}`);
  });
  context.on("weberror", (error) => wrong.push(`thrown: ${error.error().message}`));
  context.on("requestfailed", (request) => {
    // A page left while its search script still loads gives up that request: not a failure of the site.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") wrong.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) wrong.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on("request", (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) wrong.push(`foreign: ${request.url()}`);
  });
  const page = await context.newPage();
  return { page, context, wrong, requests, close: () => context.close() };
}

/** Waits until a function of the page gives something true. Playwright's own wait evaluates text, which the policy forbids. */
export async function until(page, check, arg, timeout = 30_000) {
  for (const end = Date.now() + timeout; ;) {
    if (await page.evaluate(check, arg).catch(() => false)) return;
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${check} ${JSON.stringify(arg)}; the foot says ${await page.locator(".foot").innerText().catch(() => "nothing")}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
