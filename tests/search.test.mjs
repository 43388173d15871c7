// Reads the vectors of tests/search through the shipped script, as a page would: `node --test tests/search.test.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page } from "./search/page.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const golden = (name) => JSON.parse(read(`search/${name}.golden.json`));
const [whole, cut] = golden("index");

const same = (a, b, message) => assert.deepEqual(JSON.parse(JSON.stringify(a)), b, message);

test("tokens", async () => {
  const { engine } = page(whole);
  for (const { text, ...wanted } of golden("tokens")) same(await engine.tokens(text), wanted, text);
});

test("noise", async () => {
  const { engine } = page(whole);
  for (const { text, clean } of golden("clean")) assert.equal(await engine.clean(text), clean, text);
});

test("of a long text the beginning is read", async () => {
  const { engine } = page(whole);
  assert.equal(await engine.clean("phone ".repeat(90000)), "phone ".repeat(3333) + "ph");
  assert.equal(await engine.clean("x" + "\u{1f600}".repeat(20000)), "x" + "\u{1f600}".repeat(9999), "no half characters");
});

for (const [name, files] of [["one file", whole], ["shards", cut]]) {
  test(`answers from ${name}`, async () => {
    const { engine } = page(files);
    for (const row of golden("answers")) {
      const { q, ...options } = row.ask;
      const answer = await engine.query(q, { limit: 5, ...options });
      same(answer.hits.map((h) => [h.source, h.score]), row.hits, q);
      assert.equal(answer.total, row.total, q);
      const facets = ["products", "platforms", "roles"].map((f) => answer.facets[f].map(([id, , n]) => [id, n]));
      same(facets, row.facets, q);
      assert.equal(answer.did_you_mean !== "", row.corrected.length > 0, q);
    }
  });
}

test("neighbours of words", async () => {
  const [files, rows] = golden("near");
  for (const { copies, q, total, hits } of rows) {
    const own = Object.entries(files).filter(([name]) => name.startsWith(`${copies}/`));
    const { engine } = page(Object.fromEntries(own.map(([name, text]) => [name.slice(2), text])));
    const answer = await engine.query(q, { complete: true });
    same(answer.hits.map((h) => [h.source, h.score]), hits, q);
    assert.equal(answer.total, total, q);
  }
});

test("a small site is two requests", async () => {
  const { engine, loaded } = page(whole);
  await engine.search("backup");
  assert.deepEqual(loaded, ["file:///My%20S%C3%AFte/search/index.js", loaded[1]]);
  assert.match(loaded[1], /search\/d0\.js\?v=/);
});

test("shards carry their version and load once", async () => {
  const { engine, loaded } = page(cut);
  await Promise.all([engine.search("backup"), engine.search("backup")]);
  assert.equal(new Set(loaded).size, loaded.length);
  assert.ok(loaded.slice(1).every((src) => /\?v=[0-9a-f]{8}$/.test(src)), loaded.join(" "));
});

test("a hit tells why, and where its words stand", async () => {
  const { engine } = page(whole);
  const [hit] = await engine.search("your backup is not stored with account");
  assert.equal(hit.why.kind, "message");
  assert.equal(hit.why.text, "Your Backup is not stored with account.");
  const [start, end] = hit.marks.title[0];
  assert.equal(hit.title.slice(start, end), "backup");
  assert.equal(hit.fixes[0].url, "articles/backup/recover.html#fix-1");
  assert.equal((await engine.search("aadsts 50076"))[0].why.kind, "code");
  const placeholders = await engine.search("Error 5 while printing page 2 of x.pdf");
  assert.equal(placeholders[0].why.text, "Error {code} while printing page {page} of {document}");
});

test("what no article has is named, and codes like it", async () => {
  const { engine } = page(whole);
  const answer = await engine.query("AADSTS50077 zeppelin backup", { complete: true });
  same(answer.unknown, ["aadsts50077", "zeppelin"]);
  same(answer.codes.map((c) => [c.asked, c.code]), [["AADSTS50077", "AADSTS50076"]]);
  same((await engine.query("aadsts50076")).codes, []);
});

test("a code with letters for digits, or a digit off", async () => {
  const { engine } = page(whole);
  const answer = await engine.query("0x8OO4O1Of", { complete: true });
  assert.equal(answer.hits[0].source, "articles/mail/profile.md");
  assert.equal(answer.did_you_mean, "0x8004010f");
  same(answer.codes, []);
  for (const asked of ["0x80040110", "0x8OO4011f", "Ox8004010e"])
    same((await engine.query(asked, { complete: true })).codes.map((c) => [c.asked, c.code]), [[asked, "0x8004010F"]]);
});

test("a word is not missing where another form of it stands", async () => {
  const { engine } = page(whole);
  same((await engine.query("authenticatory zeppelin", { complete: true })).unknown, ["zeppelin"]);
});

test("no mark begins or ends with a stop word", async () => {
  const { engine } = page(whole);
  const [hit] = await engine.search("backup is not stored with the");
  same(hit.why.marks.map(([from, to]) => hit.why.text.slice(from, to)), ["Backup is not stored"]);
});

test("odd questions never throw", async () => {
  const { engine } = page(whole);
  for (const odd of [undefined, null, 7, {}, "\0", "\ud800", "((((", "__proto__ constructor", "a".repeat(100000), "x ".repeat(5000)])
    assert.ok(Array.isArray(await engine.search(odd)));
});

test("a megabyte is no more work than its beginning", async (t) => {
  const { engine, read } = page(whole);
  await engine.search("backup");
  let slowest = 0;
  let seed = 1;
  const word = () => Array.from({ length: 7 }, () => "abcdefghijklmn"[(seed = (seed * 48271) % 2147483647) % 14]).join("");
  const pastes = ["a", "a.", "a1", "a-b.", "/a", "\\a", "a@", "1:", "1", "{", "'a", "e\u0301", "日本", "\ud800", "\x1b[", "aaaaaaaa://",
    "2024-01-02T03:04:05Z ERROR C:\\Windows\\System32\\a.dll failed 0x8004DE40 at http://x.y/z/a/b\n",
    Array.from({ length: 3000 }, word).join(" ") + " "];
  for (const paste of pastes) {
    const long = paste.repeat(Math.ceil(1e6 / paste.length)), start = performance.now();
    await engine.search(long);
    slowest = Math.max(slowest, performance.now() - start);
    // Once more, now that the files of the index are read.
    read();
    await engine.search(long);
    const work = read();
    await engine.search(long.slice(0, 20000));
    assert.equal(read(), work, `${paste.slice(0, 20)}: nothing behind the beginning is read`);
    assert.ok(work < 4e6, `${paste.slice(0, 20)}: ${work} characters`);
  }
  // What this takes is a figure, no pass or fail: it depends on what else the machine does.
  t.diagnostic(`slowest ${slowest.toFixed(0)} ms`);
});

test("trouble is said in words, and the next question tries again", async () => {
  const other = { "search/index.js": whole["search/index.js"].replace('"format":3', '"format":999') };
  await assert.rejects(page(other).engine.search("x"), /format 999.*Build the site again/);
  const files = {};
  const { engine } = page(files);
  await assert.rejects(engine.search("x"), /can't be loaded/);
  Object.assign(files, whole);
  assert.ok((await engine.search("backup")).length > 0);
});
