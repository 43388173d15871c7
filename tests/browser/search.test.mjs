// Searching as a reader does: results while typing, why each was found, the way straight to a fix, and what helps where
// nothing fits. From disk, where a site must work first.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { message, onDisk, reference } from "./lib/site.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** A page from disk, the check that nothing went wrong on it, and its end. */
async function visit(path, work, options) {
  const { page, wrong, close } = await open(browser, "file://", options);
  await page.goto(onDisk(path));
  await work(page);
  assert.deepEqual(wrong, []);
  await close();
}
const results = (page) => page.locator(".hits li").first().waitFor({ timeout: 5000 });
const search = (text, more = "") => `search.html?q=${encodeURIComponent(text)}${more}`;

/** Puts a text into the clipboard of a paste event: no permission, the same on every system. */
const paste = (input, text) => input.evaluate((element, value) => {
  const data = new DataTransfer();
  data.setData("text", value);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);

test("results follow each key within 100 ms", async (t) => {
  await visit("index.html", async (page) => {
    const input = page.locator(".hero input[name=q]");
    await input.fill("ba");
    await page.locator(".hero .drop a").first().waitFor({ timeout: 5000 });
    const times = await input.evaluate(async (element) => {
      const list = document.querySelector(".hero [role=listbox]"), times = [];
      for (const text of ["pr", "pri", "prin", "print", "printe", "printer", "printer o", "printer of", "printer off"]) {
        const shown = new Promise((done) => { new MutationObserver((_, watch) => { watch.disconnect(); done(); }).observe(list, { childList: true }); });
        const start = performance.now();
        element.value = text;
        element.dispatchEvent(new Event("input", { bubbles: true }));
        await shown;
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    });
    t.diagnostic(`median ${times[4].toFixed(1)} ms, slowest ${times[8].toFixed(1)} ms`);
    assert.ok(times[4] < 100, `median ${times[4]} ms`);
  });
});

test("the box: an exact message offers its fixes, arrows and Enter land on one", async () => {
  await visit("index.html", async (page) => {
    const input = page.locator(".hero input[name=q]");
    await input.fill(message);
    const options = page.locator(".hero [role=option]");
    await options.first().waitFor({ timeout: 5000 });
    assert.equal(await input.getAttribute("role"), "combobox");
    assert.equal(await input.getAttribute("aria-expanded"), "true");
    assert.equal(await options.first().locator(".tag").innerText(), "Exact message");
    assert.ok((await options.first().locator("mark").count()) > 0, "the words that matched are marked");
    for (let n = 0; n < 3; n++) {
      await input.press("ArrowDown");
      const active = await input.getAttribute("aria-activedescendant");
      assert.equal(active, await options.nth(n).getAttribute("id"));
      assert.equal(await options.nth(n).getAttribute("aria-selected"), "true");
    }
    await Promise.all([page.waitForNavigation(), input.press("Enter")]);
    assert.equal(page.url(), onDisk(`${reference}#fix-2`));
    assert.ok(await page.locator("#fix-2").isVisible());
  });
});

test("the box: Escape closes it, then empties it; leaving closes it", async () => {
  await visit("index.html", async (page) => {
    const input = page.locator(".hero input[name=q]"), panel = page.locator(".hero .drop");
    await input.fill("backup");
    await panel.locator("a").first().waitFor({ timeout: 5000 });
    await input.press("Escape");
    assert.equal(await panel.isVisible(), false);
    assert.equal(await input.getAttribute("aria-expanded"), "false");
    assert.equal(await input.inputValue(), "backup");
    await input.press("ArrowDown");
    assert.equal(await panel.isVisible(), true);
    await input.press("Escape");
    await input.press("Escape");
    assert.equal(await input.inputValue(), "");
    await input.fill("backup");
    await panel.locator("a").first().waitFor({ timeout: 5000 });
    await page.locator("h1").click();
    assert.equal(await panel.isVisible(), false);
  });
});

test("the best hit's fixes are links to the fix, for the platform that was chosen", async () => {
  await visit(search(message), async (page) => {
    await results(page);
    assert.equal(await page.locator(".hits .best .tag.ok").innerText(), "Exact error message");
    const count = page.locator(".facets label", { hasText: "Android" }).locator("small");
    assert.ok(Number(await count.innerText()) > 0, "a facet says how many");
    await page.locator(".facets label", { hasText: "Android" }).click();
    await page.locator('.jump a[href*="?p=android#fix-1"]').waitFor({ timeout: 5000 });
    await Promise.all([page.waitForNavigation(), page.locator(".jump a").first().click()]);
    assert.equal(page.url(), onDisk(`${reference}?p=android#fix-1`));
    assert.ok(await page.locator("#p-android").isChecked());
    assert.ok(await page.locator('#fix-1 .os[data-os~="android"]').first().isVisible());
    assert.equal(await page.locator('#fix-1 .os[data-os~="ios"]').first().isVisible(), false);
    const top = await page.locator("#fix-1").evaluate((fix) => fix.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 300, `the fix stands at ${top}`);
  });
});

test("a typing error is answered, and the right spelling is offered", async () => {
  await visit(search("outlok pasword"), async (page) => {
    await results(page);
    const meant = page.locator(".results a.chip", { hasText: "Did you mean" });
    assert.equal(await meant.innerText(), "Did you mean outlook password?");
    await Promise.all([page.waitForNavigation(), meant.click()]);
    assert.equal(new URL(page.url()).searchParams.get("q"), "outlook password");
  });
});

test("for a code that no article has, codes like it", async () => {
  await visit(search("0x80070644"), async (page) => {
    const near = page.locator(".results a.chip", { hasText: "0x80070643" });
    await near.waitFor({ timeout: 5000 });
    assert.match(await near.locator("xpath=..").innerText(), /No article has the code 0x80070644/);
    await Promise.all([page.waitForNavigation(), near.click()]);
    assert.match(page.url(), /windows-update-0x80070643\.html$/);
  });
  await visit("index.html", async (page) => {
    await page.locator(".hero input[name=q]").fill("0x80070644");
    const option = page.locator(".hero [role=option]");
    await option.waitFor({ timeout: 5000 });
    assert.match(await option.getAttribute("href"), /windows-update-0x80070643\.html$/);
  });
});

test("of a log in the address, the line that is known is named", async () => {
  const line = "AADSTS50076: you must use multi-factor authentication";
  await visit(search(`Traceback (most recent call last):\n  File "a.py", line 3\n${line}`), async (page) => {
    await page.locator(".note", { hasText: `Recognised in your text: ${line}` }).waitFor({ timeout: 5000 });
    await results(page);
    assert.equal(await page.locator(".hits .best .tag.ok").innerText(), "Error code");
  });
});

test("where nothing fits: products, and a report with the question in it", async () => {
  await visit(search("zzqq & übel"), async (page) => {
    await page.locator(".empty:not([hidden])").waitFor({ timeout: 5000 });
    assert.ok((await page.locator('.empty a[href^="products/"]').count()) > 5, "products to browse");
    const report = page.locator("[data-gap]");
    assert.ok(await report.isVisible());
    const address = await report.getAttribute("href");
    assert.ok(address.startsWith("mailto:help@example.com?subject="), address);
    assert.ok(address.endsWith("&body=zzqq%20%26%20%C3%BCbel"), address);
  });
  await visit(search("printer offline"), async (page) => {
    await results(page);
    const places = await page.evaluate(() => [".hits", "[data-gap]"].map((one) => document.querySelector(one).getBoundingClientRect().top));
    assert.ok(places[0] < places[1], "below the results too");
  });
});

const line = "E: Your Backup is not stored with account.";
test("a pasted log: the line that is known is named; a long one is searched by it", async () => {
  await visit("index.html", async (page) => {
    const input = page.locator(".hero input[name=q]"), foot = page.locator(".hero .drop p:not(.chips)");
    await input.focus();
    await paste(input, `12:01 starting\r\n12:02 ${line}\r\n12:03 going on\r\n`);
    await foot.filter({ hasText: "Recognised in your text" }).waitFor({ timeout: 5000 });
    assert.match(await foot.innerText(), new RegExp(line));
    assert.match(await page.locator(".hero [role=option]").first().getAttribute("href"), /recover-backup\.html$/);
    const noise = Array.from({ length: 120 }, (_, n) => `12:00:${n % 60} worker ${n} does its work`).join("\n");
    await paste(input, `${noise}\n12:02 ${line}\n${noise}`);
    await page.waitForFunction((text) => document.querySelector(".hero input[name=q]").value.includes(text), line);
    await Promise.all([page.waitForNavigation(), input.press("Enter")]);
    await results(page);
    assert.match(await page.locator(".hits a").first().getAttribute("href"), /recover-backup\.html$/);
    const again = page.locator("main input[name=q]");
    await paste(again, `${noise}\n12:02 ${line}\n`);
    await page.locator(".results .note", { hasText: line }).waitFor({ timeout: 5000 });
  });
});

test("a megabyte of log does not stall the page", async (t) => {
  await visit("index.html", async (page) => {
    const input = page.locator(".hero input[name=q]");
    await input.fill("backup");
    await page.locator(".hero .drop a").first().waitFor({ timeout: 5000 });
    const log = Array.from({ length: 20_000 }, (_, n) => `2026-11-20 12:00:01 host${n} worker[${n}]: nothing of note ${n}`).join("\n");
    const longest = await input.evaluate(async (element, value) => {
      let longest = 0, last = performance.now(), on = true;
      const tick = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; if (on) setTimeout(tick); };
      const data = new DataTransfer();
      data.setData("text", value);
      setTimeout(tick);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      await new Promise((done) => { new MutationObserver(done).observe(document.querySelector(".hero .drop p:not(.chips)"), { childList: true }); });
      on = false;
      return longest;
    }, log);
    t.diagnostic(`longest stall ${longest.toFixed(0)} ms`);
    // 50 ms on an idle machine; the test machine is shared.
    assert.ok(longest < 400, `${longest} ms`);
  });
});

test("without scripts the search page lists everything, and says where to report a gap", async () => {
  await visit("search.html", async (page) => {
    assert.ok((await page.locator('.results a[href*="articles/"]:visible').count()) > 20);
    assert.ok(await page.locator("[data-gap]").isVisible());
    assert.match(await page.locator("[data-gap]").getAttribute("href"), /&body=$/);
  }, { javaScriptEnabled: false });
});
