// Every page of the site: valid HTML, and every link and anchor leads somewhere.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { LinkChecker } from "linkinator";
import { parse } from "parse5";
import { files, read, serve, site } from "./lib/site.mjs";

const pages = files(".html");

test("the site has pages", () => assert.ok(pages.length >= 60, `${pages.length} pages`));

test("html-validate: no error on any page", async () => {
  // "standard" is what the HTML specification says; "a11y" and "document" add rules for people and whole pages.
  const validate = new HtmlValidate(new StaticConfigLoader({
    root: true,
    extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
    rules: {
      // A title is judged by its reader.
      "long-title": "off",
      // Integrity attributes stop a page opened from disk from loading its own style and script.
      "require-sri": "off",
      // A form with a single field is sent by Enter.
      "wcag/h32": "off",
      // A block of code that scrolls must take the focus, and needs a role and a name then.
      "prefer-native-element": ["error", { exclude: ["region"] }],
      // A list may have a name.
      "aria-label-misuse": ["error", { allowAnyNamable: true }],
    },
  }));
  const wrong = [];
  for (const path of pages) {
    const { results } = await validate.validateString(read(path), path);
    for (const { messages } of results) {
      for (const { line, column, ruleId, message } of messages) wrong.push(`${path}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} in all`);
});

/** Elements of a parsed page, outermost first. */
function* elements(node) {
  if (node.attrs) yield { name: node.tagName, ...Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])) };
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

test("on disk: every address names a file of the site, every anchor an element", () => {
  const parsed = new Map(pages.map((path) => [path, [...elements(parse(read(path)))]]));
  const ids = new Map([...parsed].map(([path, all]) => [path, new Set(all.flatMap((e) => (e.id ? [e.id] : [])))]));
  const wrong = [];
  let count = 0;
  for (const [path, all] of parsed) {
    for (const element of all) {
      for (const key of ["href", "src", "action"]) {
        const address = element[key];
        if (address === undefined || /^(https?:|mailto:|tel:|data:)/.test(address)) continue;
        count += 1;
        const [, name, , fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/.exec(address);
        const target = name === "" ? path : posix.join(posix.dirname(path), decodeURIComponent(name));
        if (/^[/\\]|^[a-z]+:/i.test(name) || target.startsWith("..")) wrong.push(`${path}: ${address}: not relative to the page, or outside`);
        else if (!existsSync(join(site, target)) || !statSync(join(site, target)).isFile()) wrong.push(`${path}: ${address}: no such file`);
        // `#p=ios` asks the page's script for a platform and names no element: the page opens at its top.
        else if (fragment && !fragment.startsWith("p=") && ids.has(target) && !ids.get(target).has(decodeURIComponent(fragment))) wrong.push(`${path}: ${address}: no such anchor`);
      }
    }
  }
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} in all`);
  assert.ok(count > pages.length * 5, `${count} addresses looked at`);
});

test("linkinator: no broken link or anchor over http", { timeout: 180_000 }, async () => {
  const server = await serve();
  try {
    const result = await new LinkChecker().check({
      path: `${server.origin}/`,
      recurse: true,
      checkFragments: true,
      concurrency: 20,
      linksToSkip: async (link) => !link.startsWith(server.origin),
    });
    const broken = result.links.filter(({ state }) => state === "BROKEN").filter(({ url }) => !/#p=[\w-]+$/.test(url)).map(({ url, parent, status }) => `${status} ${url} on ${parent}`);
    assert.deepEqual(broken.slice(0, 40), [], `${broken.length} in all`);
    assert.ok(result.links.length > 60, `${result.links.length} links looked at`);
  } finally {
    await server.close();
  }
});

test("no page reaches outside: no foreign script, style, image, font or frame", () => {
  const wrong = [];
  for (const path of pages) {
    for (const { name, src, href, rel } of elements(parse(read(path)))) {
      const loads = src ?? (name === "link" && /stylesheet|icon|preload|manifest/.test(rel ?? "") ? href : undefined);
      if (loads && /^(https?:)?\/\//.test(loads)) wrong.push(`${path}: ${loads}`);
    }
  }
  assert.deepEqual(wrong, []);
});
