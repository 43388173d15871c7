// What a page may cost, and what it must show at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch, open } from "./lib/browser.mjs";
import { files, message, reference, serve, types } from "./lib/site.mjs";

let browser;
let server;
before(async () => { browser = await launch(); server = await serve(); });
after(async () => { await browser?.close(); await server?.close(); });

const KB = 1024;

/** Loads a page in a fresh profile; the answer lists what came over the wire. */
async function load(path, options, wait) {
  const { page, wrong, close } = await open(browser, server.origin, options);
  const seen = [];
  page.on("response", (response) => seen.push(response));
  const start = performance.now();
  await page.goto(server.at(path));
  await wait?.(page);
  const time = performance.now() - start;
  await page.waitForLoadState("networkidle");
  const parts = await Promise.all(seen.map(async (response) => {
    const bytes = await response.body();
    return { path: new URL(response.url()).pathname.slice(1), raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  }));
  const shift = await page.evaluate(() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 300);
  }));
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  await close();
  return { parts, raw: sum("raw"), gzip: sum("gzip"), shift, wrong, time };
}

test("the reference article: bytes and requests", async (t) => {
  const { parts, raw, gzip, wrong } = await load(reference);
  for (const part of parts) t.diagnostic(`${part.path}: ${part.raw} bytes, ${part.gzip} gzip`);
  t.diagnostic(`in all: ${parts.length} requests, ${raw} bytes, ${gzip} gzip`);
  assert.deepEqual(wrong, []);
  assert.ok(parts.length <= 3, `${parts.length} requests`);
  assert.ok(gzip <= 20 * KB, `${gzip} bytes gzip`);
  assert.ok(raw <= 70 * KB, `${raw} bytes`);
  for (const part of parts) {
    if (part.path.endsWith(".css")) assert.ok(part.gzip <= 6 * KB, `style: ${part.gzip} bytes gzip`);
    if (part.path.endsWith(".js")) assert.ok(part.gzip <= 8 * KB, `script: ${part.gzip} bytes gzip`);
  }
});

test("the first search: bytes, requests and time beyond the page itself", async (t) => {
  const { parts, time } = await load(types["search results"], {}, (page) => page.locator(".hits li").first().waitFor({ timeout: 5000 }));
  const extra = parts.filter(({ path }) => path.startsWith("search/"));
  const gzip = extra.reduce((total, part) => total + part.gzip, 0);
  for (const part of extra) t.diagnostic(`${part.path}: ${part.raw} bytes, ${part.gzip} gzip`);
  t.diagnostic(`in all: ${extra.length} requests, ${gzip} gzip, first result ${time.toFixed(0)} ms after opening`);
  assert.ok(extra.length <= 4, `${extra.length} requests`);
  assert.ok(gzip <= 60 * KB, `${gzip} bytes gzip`);
  // The budget is 250 ms on an idle machine; the test machine is shared.
  assert.ok(time <= 2000, `${time} ms`);
});

test("no layout shift on any type of page", async () => {
  const wrong = [];
  for (const width of [390, 1440]) {
    for (const [name, path] of Object.entries(types)) {
      const { shift } = await load(path, { viewport: { width, height: 844 } });
      if (shift > 0) wrong.push(`${name} at ${width}: ${shift}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("the largest text fits in 320 px, and its words stay whole; the header fits at any width", async () => {
  const { page, context, close } = await open(browser, server.origin, { viewport: { width: 320, height: 640 } });
  await context.addInitScript(() => { localStorage.setItem("fixbook", '{"size":"135"}'); });
  const wrong = [];
  const look = async (path, width) => {
    await page.setViewportSize({ width, height: 640 });
    await page.goto(server.at(path));
    await page.evaluate(() => window.fixbook.ready);
    await page.waitForTimeout(path.includes("?q=") ? 500 : 50);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${path} at ${width}: ${over} px`);
    const broken = await page.evaluate(() => [...document.querySelectorAll(".tile span")].filter((e) => e.scrollWidth > e.clientWidth || e.getBoundingClientRect().height > 2.5 * parseFloat(getComputedStyle(e).lineHeight)).map((e) => e.textContent));
    if (broken.length) wrong.push(`${path} at ${width} breaks ${broken}`);
  };
  for (const path of [...Object.values(types), `${reference}#guided/f.check-backup:no`]) await look(path, 320);
  for (const width of [390, 768, 900, 1024, 1440]) await look(reference, width);
  await close();
  assert.deepEqual(wrong, []);
});

test("nothing scrolls sideways at 320 px, on any page", { timeout: 300_000 }, async () => {
  const { page, close } = await open(browser, server.origin, { viewport: { width: 320, height: 640 } });
  const wrong = [];
  for (const path of [...files(".html").filter((name) => !name.startsWith("id/")), types["search results"]]) {
    await page.goto(server.at(path));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${path}: ${over} px`);
  }
  await close();
  assert.deepEqual(wrong, []);
});

test("a phone shows title, message, symptoms and the way to fix 1 at once", async () => {
  const { page, close } = await open(browser, server.origin, { viewport: { width: 390, height: 844 } });
  await page.goto(server.at(reference));
  for (const part of ["h1", ".match .said", ".match .ticks", '.match a[href="#fix-1"]']) {
    const box = await page.locator(part).first().boundingBox();
    assert.ok(box && box.y + box.height <= 844, `${part} ends at ${box && box.y + box.height}`);
  }
  assert.ok((await page.locator(".match").innerText()).includes(message));
  await close();
});
