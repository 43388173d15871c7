// Asks the shipped script what tests/search_readers.rs asked the Rust reader: `node compare.mjs FILE`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { page } from "./page.mjs";

let asked = 0;
for (const { name, files, rows } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const { engine } = page(files);
  for (const { q, complete, product, total, hits, unknown, codes } of rows) {
    const answer = await engine.query(q, { complete, product, limit: 5 });
    const own = answer.hits.map((h) => [h.source, h.title, h.summary, h.score, [h.why.kind, h.why.text, h.why.marks]]);
    const near = answer.codes.map((c) => [c.asked, c.code, c.title]);
    assert.deepEqual(JSON.parse(JSON.stringify([answer.total, own, answer.unknown, near])), [total, hits, unknown, codes], `${name}: ${JSON.stringify(q)}`);
    asked++;
  }
}
console.log(`${asked} equal answers`);
