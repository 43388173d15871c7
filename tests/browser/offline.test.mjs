// The site as an app: saved by a service worker, read without a network, updated when the reader says so.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, open, until } from "./lib/browser.mjs";
import { onDisk, reference, serve } from "./lib/site.mjs";
import { variant } from "./lib/variant.mjs";

// What the worker and the manifest need beyond the policy of the pages.
const more = "; connect-src 'self'; manifest-src 'self'";
const settings = "app: true";
let browser;
let sample;
before(async () => {
  browser = await launch();
  sample = variant({ settings });
  sample.build();
});
after(async () => { await browser?.close(); sample?.remove(); });

const pages = (site) => readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html")).map((name) => name.replaceAll("\\", "/")).sort();
const status = (page) => page.locator(".foot button[aria-haspopup=dialog]");
const says = (page, words) => until(page, (words) => new RegExp(words).test(document.querySelector(".foot button[aria-haspopup=dialog]")?.textContent ?? ""), words);

test("every page and the search work without a network", { timeout: 240_000 }, async (t) => {
  const server = await serve(sample.site, more);
  const { page, context, wrong, close } = await open(browser, server.origin);
  await page.goto(server.at("index.html"));
  const all = pages(sample.site);
  await says(page, `^${all.length} of ${all.length} pages, \\d+ \\w+$`);
  t.diagnostic(await status(page).innerText());
  assert.equal(await page.locator(".top .status").innerText(), await status(page).innerText());
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private profile can't install; everything else about the site is right.
  assert.deepEqual(installabilityErrors.filter((e) => e.errorId !== "in-incognito"), []);
  assert.deepEqual(wrong, []);
  await server.close();
  for (const path of all.filter((path) => !/^id\//.test(path))) {
    const answer = await page.goto(server.at(path));
    assert.equal(answer.status(), 200, path);
    assert.ok(await page.locator("h1").count(), path);
  }
  await page.goto(`${server.origin}/`);
  assert.equal(await page.locator("h1").count(), 1);
  await page.goto(server.at("search.html?q=Your%20Backup%20is%20not%20stored%20with%20account."));
  await page.locator(".hits a").first().waitFor();
  assert.match(await page.locator(".hits a").first().getAttribute("href"), /recover-backup/);
  await page.goto(server.at("articles/no-such-page.html"));
  assert.match(await page.locator("h1").innerText(), /isn’t saved/);
  await close();
});

test("an update is offered, fetches what changed, and shows when asked for", { timeout: 240_000 }, async (t) => {
  const kb = variant({ settings });
  kb.build();
  const seen = [];
  const served = await serve(kb.site, more);
  const counting = createServer((request, response) => {
    seen.push(request.url);
    fetch(served.origin + request.url).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type"), "content-security-policy": answer.headers.get("content-security-policy"), "cache-control": "max-age=600" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise((done) => counting.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${counting.address().port}`;
  const { page, close } = await open(browser, origin);
  await page.goto(`${origin}/${reference}`);
  await says(page, "^(\\d+) of \\1 pages, ");
  const source = reference.replace(".html", ".md");
  // A product in front of the others: what was saved stays saved, whatever its number.
  kb.write("fixbook.yaml", kb.read("fixbook.yaml").replace("products:\n", "products:\n  - {id: aaa, name: New}\n"));
  kb.write(source, kb.read(source).replace(/^title: .*$/m, "title: Changed title of the reference"));
  kb.build();
  seen.length = 0;
  await page.reload();
  assert.doesNotMatch(await page.locator("h1").innerText(), /Changed title/);
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
  const bar = page.locator("div.note[role=status]");
  await bar.waitFor({ timeout: 30_000 });
  const fetched = seen.filter((url) => !url.endsWith("/sw.js"));
  t.diagnostic(`fetched for the update: ${fetched.length} files`);
  assert.ok(fetched.length < 90, fetched.join("\n"));
  // Not asked for: the old version stays, also on the next page and after a reload.
  await page.reload();
  assert.doesNotMatch(await page.locator("h1").innerText(), /Changed title/);
  await page.locator("div.note[role=status]").waitFor();
  await Promise.all([page.waitForEvent("load"), page.locator("div.note[role=status] button").first().click()]);
  await until(page, () => /Changed title/.test(document.querySelector("h1").textContent));
  await says(page, "^(\\d+) of \\1 pages, ");
  const caches = await page.evaluate(() => caches.keys());
  assert.equal(caches.length, 1, caches.join("\n"));
  await close();
  counting.closeAllConnections();
  counting.close();
  await served.close();
  kb.remove();
});

test("refused storage takes memory away and nothing else", async () => {
  const server = await serve(sample.site, more);
  const { page, context, wrong, close } = await open(browser, server.origin);
  await context.addInitScript(() => {
    const refuse = () => { throw new DOMException("refused", "SecurityError"); };
    Object.defineProperty(Navigator.prototype, "serviceWorker", { get: refuse });
    Object.defineProperty(window, "caches", { get: refuse });
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  await page.goto(server.at(reference));
  await says(page, "doesn’t let the site save");
  await page.locator(".steps label").first().click();
  await status(page).click();
  await page.locator("dialog.app").waitFor();
  assert.deepEqual(wrong, []);
  await close();
  await server.close();
});

test("a full device keeps what fits and says so", async () => {
  const server = await serve(sample.site, more);
  const { page, context, close } = await open(browser, server.origin);
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: server.origin, quotaSize: 900_000 });
  await page.goto(server.at(reference));
  await says(page, "^\\d+ of \\d+ pages saved$");
  assert.equal(await page.locator("h1").count(), 1);
  await status(page).click();
  assert.match(await page.locator("dialog.app").innerText(), /no more room/);
  await close();
  await server.close();
});

test("a policy that forbids saving leaves the pages as they are", async () => {
  const server = await serve(sample.site);
  const { page, close } = await open(browser, server.origin);
  await page.goto(server.at(reference));
  await page.locator(".fix h2").first().waitFor();
  await page.waitForTimeout(500);
  assert.doesNotMatch(await status(page).innerText(), /\d+ of \d+ pages,/);
  await page.goto(server.at("search.html?q=backup"));
  await page.locator(".hits a").first().waitFor();
  await close();
  await server.close();
});

test("from disk nothing is asked for and nothing goes wrong", async () => {
  const { page, wrong, requests, close } = await open(browser, "file:");
  await page.goto(onDisk(reference, sample.site));
  await page.waitForTimeout(300);
  assert.deepEqual(wrong, []);
  assert.ok(!requests.some((url) => /manifest|sw\.js|app\.js/.test(url)), requests.join("\n"));
  assert.equal(await page.locator("link[rel=manifest]").count(), 0);
  assert.equal(await page.locator(".top .status").innerText(), "Works offline");
  await close();
});

test("a large site is saved by choice", { timeout: 240_000 }, async (t) => {
  const files = { "fixbook.yaml": "title: Large\nproducts:\n  - {id: one, name: One}\n  - {id: two, name: Two}\n" };
  for (let n = 0; n < 2100; n++) {
    const product = n < 30 ? "one" : "two";
    files[`articles/${product}/a${n}.md`] = `---\ntitle: Problem ${n} of ${product}\nenvironment: {products: [${product}]}\nsymptoms:\n  - message: Error ${n}\nfixes:\n  - {title: Try ${n}, steps: [Try it.]}\n---\n`;
  }
  const kb = variant({ settings, files, sample: false });
  kb.build();
  const server = await serve(kb.site, more);
  const { page, close } = await open(browser, server.origin);
  await page.goto(server.at("index.html"));
  await says(page, "^4 of \\d+ pages saved$");
  await page.reload();
  await page.waitForTimeout(500);
  await says(page, "^4 of \\d+ pages saved$");
  await status(page).click();
  const dialog = page.locator("dialog.app");
  t.diagnostic((await dialog.innerText()).replaceAll("\n", " | "));
  await dialog.locator("label", { hasText: "One" }).click();
  await dialog.getByText("Save these").click();
  await until(page, () => Number(/^(\d+) of/.exec(document.querySelector("[data-saved]").textContent)?.[1]) >= 34);
  await page.waitForTimeout(1000);
  await server.close();
  assert.equal((await page.goto(server.at("articles/one/a7.html"))).status(), 200);
  await page.goto(server.at("search.html?q=Error%207"));
  await page.locator(".hits a").first().waitFor();
  await page.goto(server.at("articles/two/a700.html"));
  assert.match(await page.locator("h1").innerText(), /isn’t saved/);
  await close();
  kb.remove();
});

test("removed from the device, nothing is left and nothing comes back by itself", async () => {
  const server = await serve(sample.site, more);
  const { page, close } = await open(browser, server.origin);
  await page.goto(server.at("index.html"));
  await says(page, "^(\\d+) of \\1 pages, ");
  await status(page).click();
  await page.getByText("Remove from this device").click();
  await until(page, async () => (await caches.keys()).length === 0);
  await page.reload();
  await says(page, "Not saved");
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await close();
  await server.close();
});
