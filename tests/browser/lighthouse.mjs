// Lighthouse (mobile) on the reference article; measured by hand, since it takes minutes and wants an idle machine.
//   npm run lighthouse -- [PATH]

import lighthouse from "lighthouse";
import { launch as start } from "chrome-launcher";
import { flags, program } from "./lib/browser.mjs";
import { reference, serve } from "./lib/site.mjs";

// Lighthouse fetches robots.txt from inside the page, which the strict policy forbids; the page itself fetches nothing.
const server = await serve(undefined, "; connect-src 'self'");
const chrome = await start({ chromePath: program, chromeFlags: ["--headless=new", ...flags] });
const runs = [];
try {
  for (let run = 0; run < 3; run += 1) {
    const { lhr } = await lighthouse(server.at(process.argv[2] ?? reference), { port: chrome.port, output: "json", logLevel: "error" });
    runs.push(Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)])));
    const { audits } = lhr;
    console.log(JSON.stringify(runs.at(-1)), ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((id) => `${id} ${audits[id].displayValue}`).join(", "));
    for (const { id, score, title, scoreDisplayMode } of Object.values(audits)) {
      if (run === 0 && score !== null && score < 0.9 && scoreDisplayMode !== "informative") console.log(`  ${id}: ${score} ${title}`);
    }
  }
} finally {
  await chrome.kill();
  await server.close();
}
const worst = (name) => Math.min(...runs.map((run) => run[name]));
const good = worst("performance") >= 99 && ["accessibility", "best-practices", "seo"].every((name) => worst(name) === 100);
console.log(good ? "within the budget" : "over the budget");
process.exitCode = good ? 0 : 1;
