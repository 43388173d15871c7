// Guided help: the sample article through every edge, by mouse, by keyboard alone, on a phone, from disk and over http;
// what is remembered, what is shared, and what happens when nothing may be remembered.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open } from "./lib/browser.mjs";
import { onDisk, reference, serve } from "./lib/site.mjs";
import { variant } from "./lib/variant.mjs";

let browser;
let server;
before(async () => { browser = await launch(); server = await serve(); });
after(async () => { await browser?.close(); await server?.close(); });

const places = {
  "from disk": () => ({ home: "file://", at: onDisk }),
  "over http": () => ({ home: server.origin, at: server.at }),
};
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const no = "Didn’t work";
const cant = "I can’t do this";
/** The ways through the sample article: what is chosen, and what is shown then. */
const ways = {
  "the first fix works": [["Fixed", /Good, that’s sorted/, /Check that the backup completed/]],
  "the old device is there, and works": [
    [no, "What happened?"], [/^No backup, or a date.*accounts$/, /Do you still have the old phone/, /There is nothing to recover\./],
    ["Yes", "Remove the old device and set up again"], ["Fixed", /Good, that’s sorted/, /Remove the old device/],
  ],
  "the old device is gone": [
    [no, "What happened?"], [/^No backup, or a date/, /Do you still have the old phone/],
    ["No", "Recover with the account that made the backup"], ["Fixed", /Good, that’s sorted/],
  ],
  "blocked by multi-factor, and not an administrator": [
    [no, "What happened?"], ["None of these", /Do you still have the old phone/],
    ["Yes", "Remove the old device and set up again"], [cant, "What keeps you from it?"],
    [/^Asked to approve a sign-in/, /This fix needs: Authentication Administrator/],
    ["I’m not", "Have an administrator reset your methods"], [no, "Recover with the account that made the backup"],
    [no, "What happened?"], ["None of these", "Everything here has been tried"],
  ],
  "blocked by multi-factor, and an administrator": [
    [no, "What happened?"], ["None of these", /Do you still have the old phone/],
    ["Yes", "Remove the old device and set up again"], [cant, "What keeps you from it?"],
    [/^Asked to approve a sign-in/, /This fix needs: Authentication Administrator/],
    ["I’m an administrator", "Have an administrator reset your methods"], ["Fixed", /Good, that’s sorted/],
  ],
  "another account made the backup, and the codes are missing": [
    [no, "What happened?"], ["None of these", /Do you still have the old phone/],
    ["No", "Recover with the account that made the backup"], [cant, "What keeps you from it?"],
    [/^The names come back/, "This leads to another page"], ["Or go on here", /This fix needs/],
  ],
  "the old phone was of the other kind": [
    [no, "What happened?"], ["None of these", /Do you still have the old phone/],
    ["No", "Recover with the account that made the backup"], [no, "What happened?"],
    [/^The old phone was of the other kind/, "This leads to another page", /can't be read by the other kind/],
  ],
};

const link = (page, name) => page.locator(".g").getByRole("link", { name, exact: typeof name === "string" });
/** The heading of what is asked or to be done now. */
const now = async (page) => (await page.locator(".fix.g-on h2 > a:first-child, .g #gh").first().textContent()).trim();
const matches = (text, wanted) => (typeof wanted === "string" ? text === wanted : wanted.test(text));
async function shows(page, wanted, more) {
  await page.waitForFunction(() => document.querySelector(".guided .g"));
  await page.waitForTimeout(30);
  const heading = await now(page);
  assert.ok(matches(heading, wanted), `${heading} where ${wanted} should be`);
  if (more) assert.match(await page.locator("main").innerText(), more);
}
const start = async (page, at) => {
  await page.goto(at(reference));
  await page.evaluate(() => window.fixbook.ready);
};

for (const [where, place] of Object.entries(places)) {
  for (const [name, steps] of Object.entries(ways)) {
    test(`${name}, by mouse, ${where}`, async () => {
      const { home, at } = place();
      const { page, wrong, close } = await open(browser, home);
      await start(page, at);
      await page.locator('.match a[href="#guided"]').click();
      await shows(page, "Check that the backup completed");
      for (const [choice, wanted, more] of steps) {
        await link(page, choice).click();
        await shows(page, wanted, more);
      }
      assert.deepEqual(wrong, []);
      await close();
    });
  }

  test(`every way on a phone, ${where}`, async () => {
    for (const steps of Object.values(ways)) {
      const { home, at } = place();
      const { page, wrong, close } = await open(browser, home, phone);
      await start(page, at);
      await page.locator('.match a[href="#guided"]').tap();
      await shows(page, "Check that the backup completed");
      for (const [choice, wanted, more] of steps) {
        await link(page, choice).tap();
        await shows(page, wanted, more);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${wanted} scrolls sideways`);
      }
      assert.deepEqual(wrong, []);
      await close();
    }
  });

  test(`by keyboard alone, ${where}`, async () => {
    for (const steps of Object.values(ways)) {
      const { home, at } = place();
      const { page, wrong, close } = await open(browser, home);
      await start(page, at);
      const press = async (name) => {
        for (let n = 0; n < 90; n++) {
          await page.keyboard.press("Tab");
          const text = await page.evaluate(() => document.activeElement.textContent.trim());
          if (matches(text, name)) return page.keyboard.press("Enter");
        }
        assert.fail(`Tab does not reach ${name}`);
      };
      await press("Guide me, one step at a time");
      await shows(page, "Check that the backup completed");
      for (const [choice, wanted, more] of steps) {
        await press(choice);
        await shows(page, wanted, more);
        const inside = await page.evaluate(() => Boolean(document.activeElement.closest(".g, .fix.g-on")));
        assert.ok(inside, `the focus is lost at ${wanted}`);
      }
      assert.deepEqual(wrong, []);
      await close();
    }
  });

  test(`a state survives reload, back and forward, can be gone on with and cleared, ${where}`, async () => {
    const { home, at } = place();
    const { page, wrong, close } = await open(browser, home);
    await start(page, at);
    await page.locator('.match a[href="#guided"]').click();
    for (const name of [no, "None of these", "Yes"]) await link(page, name).click();
    await shows(page, "Remove the old device and set up again");
    await page.reload();
    await shows(page, "Remove the old device and set up again");
    await page.goBack();
    await shows(page, /Do you still have the old phone/);
    await page.goForward();
    await shows(page, "Remove the old device and set up again");
    await link(page, "Back").click();
    await shows(page, /Do you still have the old phone/);
    await page.goto(at("index.html"));
    await start(page, at);
    await page.getByRole("link", { name: "Continue guided help" }).click();
    await shows(page, /Do you still have the old phone/);
    await link(page, "Show the whole page").click();
    await page.locator(".rail").waitFor();
    assert.equal(await page.locator(".fix:visible").count(), 4, "the whole page");
    await page.getByRole("button", { name: "Clear my answers" }).click();
    await start(page, at);
    assert.equal(await page.locator('.match a[href="#guided"]').count(), 1, "nothing to go on with");
    assert.deepEqual(wrong, []);
    await close();
  });
}

test("a shared address shows the same state in a fresh profile, with the platform", async () => {
  const one = await open(browser, server.origin);
  await start(one.page, server.at);
  await one.page.locator('.pick label:has(input[value="ios"])').click();
  await one.page.locator('.match a[href="#guided"]').click();
  for (const name of [no, /^No backup/, "Yes", cant, /^Asked to approve/, "I’m not"]) await link(one.page, name).click();
  await shows(one.page, "Have an administrator reset your methods");
  const address = one.page.url();
  await one.close();
  const other = await open(browser, server.origin);
  await other.page.goto(address);
  await shows(other.page, "Have an administrator reset your methods");
  assert.ok(await other.page.locator("#p-ios").isChecked());
  const message = await other.page.locator(".g-send pre").innerText();
  for (const part of ["AUTH-0142", "Have an administrator reset your methods", "Authentication Administrator", "1. Check who is asking", "#fix-4"]) {
    assert.ok(message.includes(part), `${part} in ${message}`);
  }
  const mail = decodeURIComponent(await other.page.locator('.g-send a[href^="mailto:"]').getAttribute("href"));
  assert.ok(mail.includes("1. Check who is asking"));
  assert.deepEqual(other.wrong, []);
  await other.close();
});

test("the summary names problem, message, platform, what was tried, and what will be asked", async () => {
  const { page, wrong, close } = await open(browser, server.origin, { acceptDownloads: true });
  await start(page, server.at);
  await page.locator('.pick label:has(input[value="android"])').click();
  await page.locator('.match a[href="#guided"]').click();
  for (const [name] of ways["blocked by multi-factor, and not an administrator"]) await link(page, name).click();
  await shows(page, "Everything here has been tried");
  const text = await page.locator(".stuck pre").innerText();
  for (const part of ["AUTH-0142", "Your Backup is not stored with account.", "Android", "Fix 2 Remove the old device and set up again: couldn’t be done (Asked to approve", "Version of Authenticator", server.origin]) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.ok(decodeURIComponent(await page.locator(".stuck a[data-mail]").getAttribute("href")).includes("couldn’t be done"));
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  assert.equal(readFileSync(await file.path(), "utf8").trim(), text.trim());
  assert.deepEqual(wrong, []);
  await close();
});

test("refused storage costs memory only", async () => {
  const { page, context, wrong, close } = await open(browser, server.origin);
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });
  });
  await start(page, server.at);
  await page.locator('.match a[href="#guided"]').click();
  for (const [name, wanted] of ways["blocked by multi-factor, and not an administrator"]) {
    await link(page, name).click();
    await shows(page, wanted);
  }
  await page.reload();
  await shows(page, "Everything here has been tried");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByText("This browser keeps nothing for this page.").waitFor();
  await page.locator('.g-set label:has(input[value="dark"])').click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.deepEqual(wrong, []);
  await close();
});

test("a guide asks, remembers, goes back and leads into the article's guided help", async () => {
  for (const place of Object.values(places)) {
    const { home, at } = place();
    const { page, wrong, close } = await open(browser, home);
    await page.goto(at("articles/accounts/sign-in-guide.html"));
    await page.evaluate(() => window.fixbook.ready);
    const asked = () => page.locator(".q:visible h2").allTextContents();
    assert.deepEqual(await asked(), ["Where do you stop?"]);
    await page.getByRole("link", { name: /^On a new phone/ }).click();
    await page.locator(".g-nav").waitFor();
    assert.deepEqual(await asked(), ["What does Authenticator show on the new phone?"]);
    await page.reload();
    await page.locator(".g-nav").waitFor();
    assert.deepEqual(await asked(), ["What does Authenticator show on the new phone?"]);
    await link(page, "Back").click();
    await page.locator(".g-nav").waitFor({ state: "detached" });
    assert.deepEqual(await asked(), ["Where do you stop?"]);
    await page.getByRole("link", { name: /^On a new phone/ }).click();
    await page.getByRole("link", { name: /isn't stored with my account/ }).click();
    await shows(page, "Check that the backup completed");
    assert.deepEqual(wrong, []);
    await close();
  }
});

test("without scripts a guide is all its questions, and its answers are links", async () => {
  const { page, wrong, close } = await open(browser, "file://", { javaScriptEnabled: false });
  await page.goto(onDisk("articles/accounts/sign-in-guide.html"));
  assert.equal(await page.locator(".q:visible").count(), 6);
  await page.getByRole("link", { name: /^On a new phone/ }).click();
  assert.match(page.url(), /#q-new-phone$/);
  await page.getByRole("link", { name: /isn't stored with my account/ }).first().click();
  assert.match(page.url(), /recover-backup\.html/);
  assert.equal(await page.locator(".fix:visible").count(), 4);
  assert.deepEqual(wrong, []);
  await close();
});

test("placeholders are filled in once, on every command, and copied so", async () => {
  const { page, context, wrong, close } = await open(browser, server.origin);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const path = "articles/printing/cups-linux-stopped.html";
  await page.goto(server.at(path));
  await page.getByRole("button", { name: /^Fill in/ }).first().click();
  const field = page.getByLabel("printer", { exact: true });
  assert.equal(await field.evaluate((e) => getComputedStyle(e).opacity), "1", "the field is seen");
  await field.fill("office<1>");
  const command = page.locator(".cmd:has(var)").first();
  assert.match(await command.innerText(), /cupsenable office<1>/);
  await command.getByRole("button", { name: /^Copy/ }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "sudo cupsenable office<1>");
  await page.reload();
  await page.waitForFunction(() => document.querySelector(".cmd var").textContent === "office<1>");
  await page.getByRole("button", { name: /^Fill in/ }).first().click();
  await page.getByRole("button", { name: "Forget these" }).click();
  assert.match(await command.innerText(), /<printer>/);
  assert.deepEqual(wrong, []);
  await close();
});

test("the platform: address, then memory, then a guess that says so; find reaches hidden steps", async () => {
  const android = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
  const { page, wrong, close } = await open(browser, server.origin, { userAgent: android });
  await start(page, server.at);
  assert.ok(await page.locator("#p-android").isChecked());
  assert.match(await page.locator("label:has(#p-android)").getAttribute("title"), /Guessed/);
  await page.locator('.pick label:has(input[value="ios"])').click();
  assert.match(page.url(), /\?p=ios$/);
  await page.goto(server.at("index.html"));
  await start(page, server.at);
  assert.ok(await page.locator("#p-ios").isChecked(), "remembered");
  await page.goto(server.at(`${reference}?p=android#fix-3`));
  assert.ok(await page.locator("#p-android").isChecked(), "the address wins");
  assert.equal(await page.locator("#fix-1 .os-ios").getAttribute("hidden"), "until-found");
  assert.ok(!(await page.locator("#fix-1 .os-ios").isVisible()) || (await page.locator("#fix-1 .os-ios .steps").boundingBox()) === null);
  await page.goto(server.at(`${reference}?p=android#fix-1-ios-2`));
  await page.waitForFunction(() => document.querySelector("#p-ios").checked);
  assert.deepEqual(wrong, []);
  await close();
});

test("a fix without steps for the device says so, and leads on inside guided help", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  await page.goto(server.at("articles/authenticator/backup/no-backup-found.html?p=android#guided/f.empty-the-app:no/w:0"));
  await shows(page, "Turn on iCloud for Authenticator on both phones");
  const note = page.locator(".fix.g-on .na:visible");
  assert.match(await note.innerText(), /Not available on Android/);
  await note.locator("a").click();
  await shows(page, /Do you still have the old phone/);
  assert.match(page.url(), /f\.turn-on-keychain:cant$/);
  await link(page, "Show the whole page").click();
  await page.locator(".rail").waitFor();
  await page.locator("#fix-2 .na:visible a").click();
  assert.match(page.url(), /#fix-3$/);
  assert.deepEqual(wrong, []);
  await close();
});

test("guided help begins at the head of the first fix", async () => {
  const { page, close } = await open(browser, "file://", phone);
  await start(page, onDisk);
  await page.locator('.match a[href="#guided"]').tap();
  await shows(page, "Check that the backup completed");
  await page.waitForTimeout(600);
  const top = await page.locator(".fix.g-on h2").evaluate((e) => e.getBoundingClientRect().top);
  assert.ok(top > 0 && top < 300, `${top}`);
  await close();
});

test("n and p stay in guided help; what is not asked has no switch", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  await page.goto(server.at(`${reference}#guided/f.check-backup:no`));
  await shows(page, "What happened?");
  assert.ok(!(await page.locator(".pick").isVisible()));
  await page.keyboard.press("n");
  await shows(page, "What happened?");
  await link(page, "None of these").click();
  await shows(page, /Do you still have/);
  assert.deepEqual(wrong, []);
  await close();
});

test("steps are ticked off for 30 days, and cleared", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  const tick = page.locator("#fix-2-1 input");
  await start(page, server.at);
  await page.locator("#fix-2-1 label").click({ position: { x: 20, y: 20 } });
  assert.ok(await tick.isChecked());
  const age = (days) => page.evaluate((ms) => {
    const kept = JSON.parse(localStorage.getItem("fixbook"));
    for (const key in kept.ticks) kept.ticks[key].at -= ms;
    localStorage.setItem("fixbook", JSON.stringify(kept));
  }, days * 864e5);
  await age(29);
  await page.reload();
  assert.ok(await tick.isChecked(), "after 29 days");
  await age(2);
  await page.reload();
  assert.ok(!(await tick.isChecked()), "after 31 days");
  await page.locator("#fix-2-1 label").click({ position: { x: 20, y: 20 } });
  await page.getByRole("button", { name: "Clear my ticks" }).click();
  await page.reload();
  assert.ok(!(await tick.isChecked()), "cleared");
  assert.deepEqual(wrong, []);
  await close();
});

test("who is no administrator sees the message in place of the steps, and can look at these", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  await start(page, server.at);
  const step = page.locator("#fix-4-1");
  assert.ok(await step.isVisible(), "the steps, until the reader says so");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.locator('.g-set label:has(input[value="user"])').click();
  assert.ok(!(await step.isVisible()));
  await page.reload();
  await page.locator("#fix-4 .g-send").waitFor();
  assert.ok(!(await step.isVisible()), "remembered");
  await page.getByRole("button", { name: "Show the steps" }).click();
  assert.ok(await step.isVisible());
  await page.getByRole("button", { name: "Settings" }).click();
  for (const size of ["135", ""]) await page.locator(`.g-set label:has(input[name="g-size"][value="${size}"])`).click();
  await page.locator('.g-set label:has(input[name="g-size"][value="115"])').click();
  await page.getByRole("button", { name: "Forget everything kept on this device" }).click();
  assert.equal(await page.evaluate(() => localStorage.getItem("fixbook")), null);
  assert.equal(await page.evaluate(() => document.documentElement.style.fontSize), "");
  assert.deepEqual(wrong, []);
  await close();
});

test("a phone shares the address of a state, a desk copies it", async () => {
  const { page, context, wrong, close } = await open(browser, server.origin, phone);
  await context.addInitScript(() => { navigator.share = async (what) => { window.shared = what; }; });
  await page.goto(server.at(`${reference}?p=ios#guided/f.check-backup:no`));
  await shows(page, "What happened?");
  await page.getByRole("button", { name: "Copy link to this place" }).tap();
  assert.equal(await page.evaluate(() => window.shared.url), page.url());
  assert.deepEqual(wrong, []);
  await close();
  const desk = await open(browser, server.origin);
  await desk.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  await desk.page.goto(server.at(`${reference}?p=ios`));
  await desk.page.locator("#fix-2-1").hover();
  await desk.page.locator("#fix-2-1 .here").click();
  assert.equal(await desk.page.evaluate(() => navigator.clipboard.readText()), server.at(`${reference}?p=ios#fix-2-1`));
  await desk.close();
});

test("paper has the chosen platform, address and date, and the whole page also from guided help", async () => {
  const { page, wrong, close } = await open(browser, server.origin);
  await page.goto(server.at(`${reference}?p=ios#guided/f.check-backup:no`));
  await shows(page, "What happened?");
  await page.pdf();
  const paper = await page.locator(".paper").textContent();
  assert.ok(paper.startsWith(server.at(`${reference}?p=ios`)) && /\d{4}/.test(paper), paper);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".fix:visible").count(), 4);
  assert.ok(await page.locator("#fix-1 .os-ios .steps").isVisible());
  const android = await page.locator("#fix-1 .os-android .steps").evaluate((e) => e.checkVisibility({ contentVisibilityAuto: true }));
  assert.equal(android, false, "only the chosen platform");
  assert.ok(!(await page.locator(".g").first().isVisible()));
  assert.deepEqual(wrong, []);
  await close();
});

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
test("no accessibility violation in any state", { timeout: 300_000 }, async () => {
  const all = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1440]) {
      const { page, close } = await open(browser, server.origin, { colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
      await page.addInitScript(source);
      const check = async (name) => {
        const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values }, preload: false, resultTypes: ["violations"] }), tags);
        all.push(...violations.map(({ id, help, nodes }) => `${colorScheme} ${width} ${name}: ${id}: ${help}: ${nodes[0].html.slice(0, 160)}`));
      };
      for (const way of ["blocked by multi-factor, and not an administrator", "the first fix works", "another account made the backup, and the codes are missing"]) {
        await start(page, server.at);
        await page.goto(server.at(`${reference}#guided`));
        await shows(page, "Check that the backup completed");
        await check("first fix");
        for (const [choice, wanted] of ways[way]) {
          await link(page, choice).click();
          await shows(page, wanted);
          await check(String(wanted));
        }
        await page.evaluate(() => localStorage.clear());
        await page.goto(server.at("index.html"));
      }
      await start(page, server.at);
      await page.locator("details summary").click();
      await page.locator("[data-send]").click();
      await page.locator(".g-send").waitFor();
      await page.getByRole("button", { name: "Settings" }).click();
      await page.locator(".g-set").waitFor();
      await check("message, picture and settings");
      await page.goto(server.at("articles/accounts/sign-in-guide.html"));
      await page.getByRole("link", { name: /^On a new phone/ }).click();
      await page.locator(".g-nav").waitFor();
      await check("guide");
      await page.goto(server.at("guides.html"));
      await check("list of guides");
      await page.goto(server.at("articles/printing/cups-linux-stopped.html"));
      await page.getByRole("button", { name: /^Fill in/ }).first().click();
      await page.locator(".g-fill").waitFor();
      await check("fields");
      await close();
    }
  }
  assert.deepEqual(all, []);
});

test("who answered too quickly can go back to the question who they are", async () => {
  for (const refused of [false, true]) {
    const { page, context, wrong, close } = await open(browser, server.origin);
    if (refused) await context.addInitScript(() => { Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }); });
    await page.goto(server.at(`${reference}#guided/f.check-backup:no/w:0/c.has-old-device:no/f.account-mismatch:no/w:0`));
    const who = /This fix needs/;
    await shows(page, who);
    for (const back of [() => link(page, "Back").click(), () => page.goBack()]) {
      await link(page, "I’m not").click();
      await shows(page, "Have an administrator reset your methods");
      await back();
      await shows(page, who);
    }
    await link(page, "Back").click();
    await shows(page, "What happened?");
    await link(page, "None of these").click();
    await shows(page, "Have an administrator reset your methods");
    await link(page, "Back").click();
    await shows(page, who);
    await link(page, "I’m an administrator").click();
    await shows(page, "Have an administrator reset your methods");
    assert.match(page.url(), /r:yes$/);
    assert.deepEqual(wrong, []);
    await close();
  }
});

test("names that every object has are names like others", async () => {
  const ids = ["constructor", "valueof", "tostring", "hasownproperty"];
  const text = (id) => `---
title: Printer is offline
environment: {products: [p]}
symptoms: [{message: "Printer is offline"}]
causes: [{id: c, text: x, likelihood: common}]
conditions: [{id: ${id}, ask: "Do you have it?"}]
fixes:
  - {id: one, title: First fix, addresses: [c], effort: 1 min, risk: none, when: ${id}, steps: [{do: Press it.}]}
  - {id: two, title: Second fix, addresses: [c], effort: 1 min, risk: none, steps: [{do: Press that.}]}
---
`;
  const kb = variant({ sample: false, settings: "title: T\nproducts: [{id: p, name: P}]", files: Object.fromEntries(ids.map((id) => [`articles/${id}.md`, text(id)])) });
  const folder = kb.build();
  for (const id of ids) {
    const { page, wrong, close } = await open(browser, "file://");
    const at = (hash) => onDisk(`articles/${id}.html${hash}`, folder);
    await page.goto(at("#guided"));
    await shows(page, /Do you have it/);
    await link(page, "Yes").click();
    await shows(page, "First fix");
    await page.goto(at("#guided/f.one:constructor/f.constructor:no/w:constructor"));
    await shows(page, /Do you have it/);
    assert.deepEqual(wrong, []);
    await close();
  }
  kb.remove();
});

test("what another hand has kept here is passed over", async () => {
  const odd = ["null", "[]", "7", '"x"', '{"flows":{"x":null}}', '{"ticks":{"x":null}}', '{"flows":7,"ticks":[1],"fill":{"user":{}},"size":{},"theme":3,"who":"x","os":[]}'];
  const key = reference.replace(/^articles\/|\.html$/g, "");
  for (const name of [key, reference]) {
    for (const value of [null, 7, {}, { at: 1e15, hash: {} }, { at: 1e15, hash: "javascript:alert(1)" }]) odd.push(JSON.stringify({ flows: { [name]: value } }));
    for (const value of [null, 7, {}, { at: 1e15, on: 7, tried: 8, how: 9 }, { at: 1e15, on: [{}], tried: [null], how: { "fix-1": {} } }]) odd.push(JSON.stringify({ ticks: { [name]: value } }));
  }
  const { page, context, wrong, close } = await open(browser, server.origin);
  await context.addInitScript(() => { const kept = sessionStorage.getItem("odd"); if (kept) localStorage.setItem("fixbook", kept); });
  await start(page, server.at);
  for (const kept of odd) {
    await page.evaluate((kept) => sessionStorage.setItem("odd", kept), kept);
    await page.goto(server.at("404.html"));
    await start(page, server.at);
    await page.locator('.match a[href="#guided"]').click({ timeout: 3000 });
    await shows(page, "Check that the backup completed");
    assert.deepEqual(wrong.filter((line) => !/404/.test(line)), [], kept);
  }
  await close();
});

test("an address without end costs no time", async () => {
  const { page, wrong, close } = await open(browser, "file://");
  const begin = performance.now();
  await page.goto(onDisk(`${reference}#guided${"/f.check-backup:no/w:0".repeat(10_000)}`));
  await shows(page, /Do you still have|What happened/);
  await page.reload();
  await shows(page, /Do you still have|What happened/);
  assert.ok(performance.now() - begin < 5000, `${performance.now() - begin} ms`);
  assert.ok((await link(page, "Back").getAttribute("href")).length < 1000);
  assert.deepEqual(wrong, []);
  await close();
});

test("a link taken before the script is there leads to the head of the first fix, then into guided help", async () => {
  for (const late of ["fixbook.js", "guided.js"]) for (const name of ["desk", "phone"]) {
    const { page, wrong, close } = await open(browser, server.origin, name === "phone" ? phone : {});
    let let_go;
    const held = new Promise((done) => { let_go = done; });
    await page.route((url) => url.pathname.endsWith(late), async (route) => { await held; await route.continue(); });
    await page.goto(server.at(reference), { waitUntil: "commit" });
    await page.locator('.match a[href="#guided"]').click({ noWaitAfter: true });
    await page.waitForTimeout(900);
    const top = () => page.locator("#fix-1 h2").evaluate((e) => e.getBoundingClientRect().top);
    assert.ok(await top() > 0 && await top() < 300, `${late}, ${name}: ${await top()} without the script`);
    let_go();
    await shows(page, "Check that the backup completed");
    await page.waitForTimeout(700);
    assert.ok(await top() > 0 && await top() < 300, `${late}, ${name}: ${await top()}`);
    assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest(".fix.g-on"))), `${late}, ${name}: the focus is lost`);
    assert.deepEqual(wrong, []);
    await close();
  }
});
