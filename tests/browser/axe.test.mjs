// axe-core on one page of every type: WCAG 2.2 A and AA and best practice, light and dark, phone and desk.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { message, serve, types } from "./lib/site.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
let server;
before(async () => { browser = await launch(); server = await serve(); });
after(async () => { await browser?.close(); await server?.close(); });

async function violations(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (values) => axe.run(document, { runOnly: { type: "tag", values }, preload: false, resultTypes: ["violations"] }),
    tags,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    test(`no violation, ${colorScheme}, ${width} px`, async () => {
      const all = [];
      for (const [name, path] of Object.entries(types)) {
        const { page, close } = await open(browser, server.origin, { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
        await page.goto(server.at(path));
        if (path.includes("?q=")) await page.locator(".hits li, .empty:not([hidden])").first().waitFor({ timeout: 5000 });
        all.push(...(await violations(page)).map((line) => `${name}: ${line}`));
        if (name === "home") {
          await page.locator('.hero input[name="q"]').fill("backup");
          await page.locator(".hero .drop a").first().waitFor({ timeout: 5000 });
          all.push(...(await violations(page)).map((line) => `home with instant results: ${line}`));
          for (const [text, wait] of [[message, ".hero .drop .tag.ok"], ["0x80070644", ".hero .drop .chips span"], ["zzqq", ".hero .drop p span"]]) {
            await page.locator('.hero input[name="q"]').fill(text);
            await page.locator(wait).first().waitFor({ timeout: 5000 });
            await page.locator('.hero input[name="q"]').press("ArrowDown");
            all.push(...(await violations(page)).map((line) => `home, box with ${text}: ${line}`));
          }
        }
        await close();
      }
      assert.deepEqual(all, []);
    });
  }
}
