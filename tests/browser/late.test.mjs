// With every setting on: what a page costs, and that the new parts can be used by everybody.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, open, until } from "./lib/browser.mjs";
import { reference, serve, sharedFix, site } from "./lib/site.mjs";
import { variant } from "./lib/variant.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const more = "; connect-src 'self'; manifest-src 'self'";
let browser;
let kb;
let server;
before(async () => {
  browser = await launch();
  kb = variant({ settings: "base_url: https://help.example.com/\nfeedback: {queue: true, email: help@example.com}\norder: computed" });
  kb.build();
  server = await serve(kb.site, more);
});
after(async () => { await browser?.close(); await server?.close(); kb?.remove(); });

test("the reference article stays in its budget", async (t) => {
  const page = readFileSync(join(kb.site, reference));
  const code = /<figure class="qr".*?<\/figure>/s.exec(page.toString())[0];
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const names = ["fixbook.css", "fixbook.js", "app.js", "feedback.js"];
  const sizes = Object.fromEntries(names.map((name) => [name, gzip(readFileSync(join(kb.site, "assets", name)))]));
  t.diagnostic(`page ${page.length} bytes, ${gzip(page)} gzip; of that the code ${code.length}, ${gzip(page) - gzip(page.toString().replace(code, ""))} gzip; ${JSON.stringify(sizes)}`);
  // Settings cost the page itself little; what they load comes after it.
  const plain = readFileSync(join(site, reference));
  assert.ok(gzip(page) - gzip(plain) <= 1536, `${gzip(page) - gzip(plain)} bytes more than without`);
  assert.ok(sizes["fixbook.js"] <= 8 * 1024 && sizes["app.js"] <= 4 * 1024 && sizes["feedback.js"] <= 4 * 1024);
});

for (const scheme of ["light", "dark"]) {
  test(`no accessibility violation in the new states, ${scheme}`, { timeout: 60_000 }, async () => {
    const { page, close } = await open(browser, server.origin, { colorScheme: scheme, bypassCSP: true });
    const check = async (name) => {
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => axe.run(document));
      assert.deepEqual(violations.map((v) => `${name}: ${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`), []);
    };
    await page.goto(server.at(`${reference}#qr`));
    await until(page, () => /^(\d+) of \1 pages/.test(document.querySelector(".foot button[aria-haspopup]")?.textContent ?? ""));
    assert.ok(await page.locator("#qr svg").isVisible());
    await page.locator(".fix .ask a").last().click();
    await page.locator(".told").first().waitFor();
    await page.locator(".fix [data-wrong]").first().click();
    await check("answers, code");
    await page.locator(".foot button[aria-haspopup]").click();
    await page.locator("dialog.app").waitFor();
    await check("what is saved");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog.app").count(), 0);
    assert.ok(await page.evaluate(() => document.activeElement.matches(".foot button[aria-haspopup]")));
    await page.goto(server.at(sharedFix));
    assert.ok(!(await page.locator("#qr").isVisible()));
    await page.setViewportSize({ width: 320, height: 640 });
    await page.locator(".fix .ask a").last().click();
    await page.locator(".told").first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await check("320 px");
    await close();
  });
}

test("nothing moves while the page starts", async () => {
  for (const width of [390, 1440]) {
    const { page, close } = await open(browser, server.origin, { viewport: { width, height: 844 } });
    for (let n = 0; n < 2; n++) {
      await page.goto(server.at(reference));
      await until(page, () => /^(\d+) of \1 pages/.test(document.querySelector(".foot button[aria-haspopup]")?.textContent ?? ""));
      const shift = await page.evaluate(() => new Promise((done) => {
        const moved = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) moved.push(`${entry.value}: ${entry.sources.map((s) => s.node?.outerHTML?.slice(0, 80)).join(" | ")}`);
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(moved), 300);
      }));
      assert.deepEqual(shift, [], `${width}, visit ${n + 1}`);
    }
    await close();
  }
});
