// Pictures of the mock-up and of the built pages side by side, for a critical eye.
//   npm run shots -- MOCKUP_FOLDER       -> target/shots/*.png (mock-up left, built right)

import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, open } from "./lib/browser.mjs";
import { onDisk, root, types } from "./lib/site.mjs";

const mockup = process.argv[2] && resolve(process.argv[2]);
const out = join(root, "target", "shots");
mkdirSync(out, { recursive: true });
const drawn = { home: "index.html", article: "article.html", "search results": "search.html" };
const browser = await launch();

async function shoot(url, options, file) {
  const { page, close } = await open(browser, "file://", { ...options, reducedMotion: "reduce" });
  await page.goto(url);
  if (url.includes("?q=")) await page.locator(".hits li, .empty:not([hidden])").first().waitFor({ timeout: 3000 }).catch(() => {});
  await page.screenshot({ path: file, fullPage: true });
  await close();
}

for (const width of [1440, 390]) {
  for (const colorScheme of ["light", "dark"]) {
    const options = { colorScheme, viewport: { width, height: 900 } };
    for (const [name, path] of Object.entries(types)) {
      const base = `${name.replaceAll(" ", "-")}-${width}-${colorScheme}`;
      await shoot(onDisk(path), options, join(out, `${base}.png`));
      if (!mockup || !drawn[name]) continue;
      await shoot(onDisk(drawn[name], mockup), options, join(out, `${base}-mockup.png`));
      const pair = join(out, "pair.html");
      writeFileSync(pair, `<!doctype html><title>pair</title><body style="margin:0;display:flex;gap:16px;align-items:start;background:#888"><img src="${base}-mockup.png" width="${width}"><img src="${base}.png" width="${width}">`);
      await shoot(onDisk("pair.html", out), { viewport: { width: width * 2 + 16, height: 900 } }, join(out, `${base}-pair.png`));
    }
  }
}
await browser.close();
console.log(out);
