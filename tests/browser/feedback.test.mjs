// Answers to "Did this fix it?": what is kept, what is sent where, and the way into the counts and the order.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, until } from "./lib/browser.mjs";
import { onDisk, reference, serve, site } from "./lib/site.mjs";
import { run, variant } from "./lib/variant.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const FILES = {
  "fixbook.yaml": "title: Small\nplatforms:\n  - {id: ios, label: iPhone}\n  - {id: android, label: Android}\n",
  "articles/a.md": `---
title: It hangs
environment: {platforms: [ios, android]}
symptoms:
  - message: It hangs.
causes:
  - {id: slow, text: It is slow., likelihood: common}
  - {id: old, text: It is old., likelihood: rare}
fixes:
  - {id: wait, title: Wait, addresses: [slow], effort: 3 min, steps: [Wait.]}
  - {id: swap, title: Swap it, addresses: [old], effort: 10 min, steps: [Swap it.]}
  - {use: restart, addresses: [slow]}
---
`,
  "fixes/restart.md": "---\ntitle: Restart\neffort: 5 min\nsteps: {ios: [Restart.], android: [Restart there.]}\n---\n",
};

test("without settings nothing is kept or sent", async () => {
  const { page, requests, wrong, close } = await open(browser, "file:");
  await page.goto(onDisk(reference, site));
  await page.locator(".fix .ask a").first().click();
  await page.waitForTimeout(300);
  assert.ok(!requests.some((url) => /feedback/.test(url)));
  assert.equal(await page.locator("[data-wrong]").count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem("fixbook-answers")), null);
  assert.deepEqual(wrong, []);
  await close();
});

test("200 answers from two devices become counts and an order", { timeout: 120_000 }, async (t) => {
  const kb = variant({ sample: false, files: FILES, settings: "feedback: {queue: true}\norder: computed" });
  kb.build();
  // How often each fix is said to have worked, failed, been wrong, on each of the two devices.
  const plan = { wait: [3, 30, 2], swap: [20, 4, 1], restart: [30, 10, 0] };
  const saved = [];
  for (const [device, platform] of ["ios", "android"].entries()) {
    const { page, wrong, close } = await open(browser, "file:", { acceptDownloads: true });
    await page.goto(onDisk(`articles/a.html#p=${platform}`, kb.site));
    // The first one as a reader gives it, on every kind of button; then the rest, one a day.
    await page.locator('[data-fix="wait"] [data-wrong]').click();
    await page.locator('[data-fix="wait"] .told').waitFor();
    assert.match(await page.locator('[data-fix="wait"] .told').innerText(), /kept on this device/);
    await page.locator('[data-fix="swap"] .ask a').first().click();
    await page.locator('[data-fix="restart"] .ask a').last().click();
    await page.locator('[data-fix="restart"] .told').waitFor();
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("fixbook-answers")));
    assert.deepEqual(kept.map((e) => [e.article, e.fix, e.platform, e.outcome]), [["articles/a", "wait", platform, "wrong"], ["articles/a", "swap", platform, "worked"], ["articles/a", "restart", platform, "failed"]]);
    assert.deepEqual(Object.keys(kept[0]).sort(), ["article", "day", "fix", "id", "outcome", "platform", "v"]);
    // A changed mind replaces the answer of that day.
    await page.goto(onDisk("articles/a.html", kb.site));
    await page.locator('[data-fix="swap"] .ask a').first().click();
    await page.locator('[data-fix="swap"] .told').waitFor();
    await page.locator('[data-fix="swap"] .done a').click();
    await until(page, () => JSON.parse(localStorage.getItem("fixbook-answers")).length === 2);
    await page.locator('[data-fix="swap"] .ask a').first().click();
    await until(page, () => JSON.parse(localStorage.getItem("fixbook-answers")).length === 3);
    const days = {};
    for (const [fix, numbers] of Object.entries(plan)) {
      for (const [at, outcome] of ["worked", "failed", "wrong"].entries()) {
        const given = { wait: "wrong", swap: "worked", restart: "failed" }[fix] === outcome ? 1 : 0;
        for (let n = given; n < numbers[at]; n++) {
          days[fix] = (days[fix] ?? 0) + 1;
          await page.clock.setFixedTime(new Date(2026, 0, days[fix], 12));
          await page.evaluate(([fix, outcome]) => fixbook.feedback.answer(document.querySelector(`[data-fix="${fix}"]`), outcome), [fix, outcome]);
        }
      }
    }
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".foot button", { hasText: "Save my answers (100)" }).click()]);
    assert.match(download.suggestedFilename(), /^answers-\d{4}-\d\d-\d\d\.jsonl$/);
    const path = join(kb.folder, `${device}.jsonl`);
    await download.saveAs(path);
    saved.push(path);
    await page.reload();
    await page.locator(".foot button", { hasText: "Save my answers (100)" }).waitFor();
    assert.deepEqual(wrong, []);
    await close();
  }
  const done = run("feedback", "import", ...saved, saved[0], "--kb", kb.kb);
  t.diagnostic(done.stderr.trim());
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stderr, /200 answers counted, 100 known already/);
  kb.build();
  const html = readFileSync(join(kb.site, "articles/a.html"), "utf8");
  for (const [fix, [worked, failed, bad]] of Object.entries(plan)) {
    const card = html.split('data-fix="').find((part) => part.startsWith(fix));
    assert.ok(card.includes(`Worked for ${2 * worked} of ${2 * (worked + failed + bad)}`), fix);
  }
  // The formula, written a second time.
  const bound = (hits, all) => {
    const z = 1.959963984540054, p = hits / all;
    return (p + z * z / (2 * all) - z * Math.sqrt((p * (1 - p) + z * z / (4 * all)) / all)) / (1 + z * z / all);
  };
  const share = { wait: 6 / 7, swap: 1 / 7, restart: 6 / 7 }, minutes = { wait: 3, swap: 10, restart: 5 };
  const score = (fix, [worked, failed, bad]) => share[fix] * bound(2 * worked + 1, 2 * (worked + failed + bad) + 2) / (minutes[fix] + 2);
  const wanted = Object.keys(plan).sort((a, b) => score(b, plan[b]) - score(a, plan[a]));
  const order = [...html.matchAll(/data-fix="([^"]+)"/g)].map((m) => m[1]);
  assert.deepEqual(order, wanted);
  assert.deepEqual(order, ["restart", "wait", "swap"]);
  kb.remove();
});

test("a form endpoint gets plain fields where the policy allows it, else the reader sends a form", { timeout: 60_000 }, async () => {
  const got = [];
  const endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => { if (request.method === "POST") got.push([request.method, request.headers["content-type"], body]); response.end("thanks"); });
  });
  await new Promise((done) => endpoint.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${endpoint.address().port}`;
  const kb = variant({ sample: false, files: FILES, settings: "feedback: {form: 'https://forms.example/fixbook'}" });
  kb.build();
  // The settings take https only; the test has a server of its own.
  const html = join(kb.site, "articles/a.html");
  writeFileSync(html, readFileSync(html, "utf8").replaceAll("https://forms.example", address));
  for (const [more, sent] of [[`; connect-src ${address}`, true], ["", false]]) {
    got.length = 0;
    const server = await serve(kb.site, more);
    const { page, close } = await open(browser, server.origin);
    await page.goto(server.at("articles/a.html"));
    await page.locator('[data-fix="wait"] .ask a').first().click();
    const told = page.locator('[data-fix="wait"] .told');
    await told.waitFor();
    if (sent) {
      await until(page, () => /It went to/.test(document.querySelector(".told").textContent));
    } else {
      const [popup] = await Promise.all([page.waitForEvent("popup"), told.locator("form button").click()]);
      await popup.waitForLoadState();
    }
    for (let n = 0; n < 50 && !got.length; n++) await new Promise((done) => setTimeout(done, 100));
    assert.equal(got.length, 1, more);
    assert.equal(got[0][0], "POST");
    assert.match(got[0][1], /^application\/x-www-form-urlencoded/);
    const fields = new URLSearchParams(got[0][2]);
    assert.equal(fields.get("fix"), "wait");
    assert.equal(fields.get("outcome"), "worked");
    assert.deepEqual([...fields.keys()].sort(), ["article", "day", "fix", "id", "outcome", "platform", "v"]);
    await close();
    await server.close();
  }
  endpoint.closeAllConnections();
  endpoint.close();
  kb.remove();
});

test("e-mail and issue are prepared, also without scripts", async () => {
  const kb = variant({ sample: false, files: FILES, settings: "feedback: {email: help@example.com, issue: 'https://git.example/new?title={title}&body={body}'}" });
  kb.build();
  const plain = await open(browser, "file:", { javaScriptEnabled: false });
  await plain.page.goto(onDisk("articles/a.html", kb.site));
  assert.match(await plain.page.locator("[data-wrong]").first().getAttribute("href"), /^mailto:help@example\.com\?subject=Wrong%20or%20dangerous/);
  await plain.close();
  const { page, wrong, close } = await open(browser, "file:");
  await page.goto(onDisk("articles/a.html", kb.site));
  await page.locator('[data-fix="wait"] .ask a').last().click();
  const links = page.locator('[data-fix="wait"] .told a');
  await links.first().waitFor();
  const [mail, issue] = await links.evaluateAll((all) => all.map((a) => a.href));
  const body = decodeURIComponent(new URL(mail).searchParams.get("body") ?? /body=(.*)$/.exec(mail)[1]);
  const event = JSON.parse(body.split("\n").at(-1));
  assert.equal(event.outcome, "failed");
  assert.ok(issue.startsWith("https://git.example/new?title=Didn"));
  assert.equal(await page.evaluate(() => localStorage.getItem("fixbook-answers")), null);
  assert.deepEqual(wrong, []);
  await close();
  kb.remove();
});

test("guided help asks the same question", async () => {
  const kb = variant({ sample: false, files: FILES, settings: "feedback: {queue: true}" });
  kb.build();
  const { page, wrong, close } = await open(browser, "file:");
  await page.goto(onDisk("articles/a.html#guided", kb.site));
  await page.locator(".g a", { hasText: "Didn’t work" }).click();
  await page.locator(".g a", { hasText: "Fixed" }).click();
  await until(page, () => JSON.parse(localStorage.getItem("fixbook-answers") ?? "[]").length === 2);
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("fixbook-answers")).map((e) => `${e.fix} ${e.outcome}`));
  assert.deepEqual(kept, ["wait failed", "swap worked"]);
  assert.deepEqual(wrong, []);
  await close();
  kb.remove();
});

test("refused storage: the answer can be saved at once", async () => {
  const kb = variant({ sample: false, files: FILES, settings: "feedback: {queue: true}" });
  kb.build();
  const { page, context, wrong, close } = await open(browser, "file:");
  await context.addInitScript(() => { Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }); });
  await page.goto(onDisk("articles/a.html", kb.site));
  await page.locator('[data-fix="wait"] .ask a').last().click();
  const told = page.locator('[data-fix="wait"] .told');
  await told.waitFor();
  assert.match(await told.innerText(), /keeps nothing/);
  const [download] = await Promise.all([page.waitForEvent("download"), told.locator("button").click()]);
  assert.match(download.suggestedFilename(), /\.jsonl$/);
  assert.deepEqual(wrong, []);
  await close();
  kb.remove();
});
