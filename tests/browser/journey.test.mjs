// The main journey: paste an error, follow the steps, switch the platform, go on to the shared fix and to
// another problem that it solves. From disk and from a server, with scripts and without.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { message, onDisk, reference, serve, sharedFix, site } from "./lib/site.mjs";

let browser;
let server;
before(async () => { browser = await launch(); server = await serve(); });
after(async () => { await browser?.close(); await server?.close(); });

const places = [
  ["from disk", () => ({ home: "file://", at: (path) => onDisk(path) })],
  ["from a server", () => ({ home: server.origin, at: server.at })],
];

const path = (page) => decodeURIComponent(new URL(page.url()).pathname);
const ends = (page, name) => assert.ok(path(page).endsWith(name), `${page.url()} is not ${name}`);
const follow = (page, link) => Promise.all([page.waitForNavigation(), link.click()]);

/** From the shared fix's section of the article to its page, and on to another article that uses it. */
async function onwards(page) {
  await follow(page, page.locator(`main a[href*="${sharedFix.split("/").pop()}"]`).first());
  ends(page, sharedFix);
  assert.ok(await page.locator("ol.steps li").count() > 3, "the fix page shows the steps");
  const others = page.locator('main a[href*="articles/"]:not([href*="recover-backup"])');
  assert.ok(await others.count() > 0, "the fix page lists other problems that it solves");
  await follow(page, others.first());
  assert.match(path(page), /\/articles\/.+\.html$/);
  assert.ok(!path(page).endsWith(reference), "another article");
  assert.ok(await page.locator(`main a[href*="remove-old-device.html"]`).count() > 0, "which uses the same fix");
}

for (const [where, place] of places) {
  test(`journey with scripts, ${where}`, async () => {
    if (!process.env.FIXBOOK_SITE) assert.match(site, /[ ].*ü|ü.*[ ]/, "a folder with a space and an umlaut");
    const { home, at } = place();
    const { page, wrong, close } = await open(browser, home);
    await page.goto(at("index.html"));
    await page.locator('.hero input[name="q"]').fill(message);
    const instant = page.locator(".hero .drop a").first();
    await instant.waitFor({ timeout: 5000 });
    assert.match(await instant.getAttribute("href"), /recover-backup\.html/, "the first instant result");
    await Promise.all([page.waitForNavigation(), page.locator('.hero input[name="q"]').press("Enter")]);
    ends(page, "search.html");
    assert.equal(new URL(page.url()).searchParams.get("q"), message);
    const hit = page.locator(".hits li a").first();
    await hit.waitFor({ timeout: 5000 });
    assert.match(await hit.getAttribute("href"), /recover-backup\.html/, "the first hit");
    await follow(page, hit);
    ends(page, reference);

    const iphone = page.locator('#fix-1 .os[data-os~="ios"]').first();
    const android = page.locator('#fix-1 .os[data-os~="android"]').first();
    const choose = (value) => page.locator(`.pick label:has(input[value="${value}"])`).click();
    await choose("ios");
    assert.ok(await iphone.isVisible() && !(await android.isVisible()), "only the iPhone's steps");
    const before = await page.evaluate(() => [scrollY, document.querySelector("#fix-1").getBoundingClientRect().top]);
    await choose("android");
    assert.ok(await android.isVisible() && !(await iphone.isVisible()), "only Android's steps");
    const after = await page.evaluate(() => [scrollY, document.querySelector("#fix-1").getBoundingClientRect().top]);
    assert.deepEqual(after, before, "the page did not move");
    await onwards(page);
    assert.deepEqual(wrong, []);
    await close();
  });

  test(`journey without scripts, ${where}`, async () => {
    const { home, at } = place();
    const { page, wrong, close } = await open(browser, home, { javaScriptEnabled: false });
    await page.goto(at("index.html"));
    await follow(page, page.locator('a[href*="errors.html"]:visible').first());
    ends(page, "errors.html");
    await follow(page, page.locator("main a", { hasText: message }).first());
    ends(page, reference);
    for (const platform of ["ios", "android"]) {
      assert.ok(await page.locator(`#fix-1 .os[data-os~="${platform}"]`).first().isVisible(), `${platform} is shown`);
    }
    await onwards(page);
    assert.deepEqual(wrong, []);
    await close();
  });

  test(`the search form works without scripts as a way to the index, ${where}`, async () => {
    const { home, at } = place();
    const { page, wrong, close } = await open(browser, home, { javaScriptEnabled: false });
    await page.goto(at("search.html"));
    assert.ok(await page.locator('main a[href*="errors.html"], main a[href*="articles/"]').count() > 0);
    assert.deepEqual(wrong, []);
    await close();
  });
}

test("keyboard: slash goes to the search box, arrows and Enter open the first result", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  await page.goto(server.at(reference));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
  await page.keyboard.type("printer offline");
  await page.locator("header .drop a").first().waitFor({ timeout: 5000 });
  await Promise.all([page.waitForNavigation(), (async () => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  })()]);
  assert.match(path(page), /printer-offline\.html$/);
  assert.deepEqual(wrong, []);
  await close();
});

test("the search API answers with sources", async () => {
  const { page, close } = await open(browser, server.origin);
  await page.goto(server.at("search.html"));
  const hits = await page.evaluate(async (text) => {
    await window.fixbook.ready;
    return window.fixbook.search(text, { limit: 3 });
  }, message);
  assert.equal(hits[0].source, reference.replace(/html$/, "md"));
  for (const key of ["url", "title", "summary", "score", "why"]) assert.ok(key in hits[0], key);
  await close();
});

test("addresses of the search API lead there from the page at hand", async () => {
  const { page, wrong, close } = await open(browser, "file://");
  for (const from of ["index.html", reference, "products/printing.html"]) {
    await page.goto(onDisk(from));
    const [hit] = await page.evaluate(async (text) => {
      await window.fixbook.ready;
      return window.fixbook.search(text, { limit: 1 });
    }, message);
    const target = new URL(hit.url, page.url()), fix = new URL(hit.fixes[1].url, page.url());
    assert.equal(target.href, onDisk(reference), `from ${from}`);
    assert.equal(fix.href, onDisk(`${reference}#fix-2`), `from ${from}`);
  }
  assert.deepEqual(wrong, []);
  await close();
});
