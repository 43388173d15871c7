// The built site under test.
//
// In: the environment variable FIXBOOK_SITE, or the folder that `tests/run` builds into. Out: its pages,
// the pages that stand for each type, and a server for it on 127.0.0.1 that enforces a strict policy.

import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** A folder with a space and an umlaut in its name: both have broken static sites opened from disk. */
export const site = resolve(process.env.FIXBOOK_SITE ?? join(root, "target", "browser", "Hilfe für alle"));

if (!existsSync(join(site, "index.html"))) {
  throw new Error(`no site in ${site}: run tests/run, or set FIXBOOK_SITE to a built site`);
}

/** The message that the main journey pastes, and the article that it must find first. */
export const message = "Your Backup is not stored with account.";
export const reference = "articles/authenticator/backup/recover-backup.html";
export const sharedFix = "fixes/remove-old-device.html";

/** One page of each type, by a name for test titles. */
export const types = {
  home: "index.html",
  article: reference,
  "article with code": "articles/updates/apt-lock-error.html",
  fix: sharedFix,
  products: "products/index.html",
  product: "products/authenticator.html",
  platform: "platforms/ios.html",
  errors: "errors.html",
  search: "search.html",
  "search results": `search.html?q=${encodeURIComponent(message)}`,
  "search with a code like others": "search.html?q=0x80070644",
  "search with a typing error": "search.html?q=outlok%20pasword",
  "search without results": "search.html?q=qqqqzzzz",
  "not found": "404.html",
};

/** All files of the site with one of these endings, by path inside the site, sorted. */
export function files(...endings) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (!endings.length || endings.includes(extname(entry.name))))
    .map((entry) => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

export const read = (path) => readFileSync(join(site, path), "utf8");

/** Address of a page on disk; `path` may carry a query and a fragment. */
export function onDisk(path, folder = site) {
  const [, name, rest] = /^([^?#]*)(.*)$/.exec(path);
  return pathToFileURL(join(folder, name)).href + rest;
}

/** What a site must be able to run under; the same from disk and from a server. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'";

const kinds = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/** Serves a folder on a free port of 127.0.0.1; the answer has `origin` and `close()`. `more` is added to the policy. */
export async function serve(folder = site, more = "") {
  const server = createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(1);
    if (name === "" || name.endsWith("/")) name += "index.html";
    const path = resolve(folder, name);
    const found = path.startsWith(folder + sep) && existsSync(path) && statSync(path).isFile();
    const file = found ? path : join(folder, "404.html");
    const kind = kinds[extname(file)] ?? "application/octet-stream";
    response.statusCode = found ? 200 : 404;
    response.setHeader("content-type", kind);
    response.setHeader("content-security-policy", policy + more);
    response.setHeader("cache-control", "max-age=600");
    if (!existsSync(file)) return response.end();
    const squeeze = /text|json|xml/.test(kind) && /gzip/.test(request.headers["accept-encoding"] ?? "");
    if (!squeeze) return createReadStream(file).pipe(response);
    response.setHeader("content-encoding", "gzip");
    createReadStream(file).pipe(createGzip()).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    at: (path) => `${origin}/${path}`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}
