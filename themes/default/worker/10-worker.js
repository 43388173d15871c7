// The service worker of a site that readers keep on their device. The build puts `const SITE = {…}` in front of it:
// v (changes with every file), pages (how many there are), large, lists (hashes of the lists of files), groups (id, name, files,
// pages, bytes), versions (those that pages ask for after `?v=`), words.
// A list is {files: [[path, hash, bytes, groups]…]}. Everything saved carries its hash, so that an update fetches what changed only.
'use strict';
const SCOPE = self.registration.scope, PREFIX = 'fixbook ' + SCOPE + ' ', NAME = PREFIX + SITE.v;
const at = path => new URL(path, SCOPE).href;
const STATE = at('app/state.json');

const state = async name => {
  const found = await (await caches.open(name)).match(STATE);
  return found ? found.json() : null;
};
const put = (cache, value) => cache.put(STATE, new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } }));
// What an earlier version saved, newest first; caches that were never finished don't count.
async function before() {
  let best = null;
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === NAME) continue;
    const found = await state(name);
    if (found && (!best || found.at > best.found.at)) best = { name, found };
  }
  return best;
}
async function files(cache) {
  const lists = await Promise.all(SITE.lists.map(async hash => {
    const url = at('app/' + hash + '.json');
    let answer = await caches.match(url);
    if (!answer) {
      answer = await fetch(url, { credentials: 'same-origin' });
      if (!answer.ok) throw new Error(url + ': ' + answer.status);
    }
    await cache.put(url, answer.clone());
    return answer.json();
  }));
  return lists.flatMap(list => list.files);
}
// Without marks of a redirect, and with the hash by which the next version knows it.
function marked(answer, hash) {
  const headers = new Headers(answer.headers);
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
  headers.set('x-fixbook', hash);
  return new Response(answer.body, { status: 200, headers });
}
const full = error => error && (error.name === 'QuotaExceededError' || error.code === 22);

// Saves the files of some groups, named by id because numbers change with the products, or of `all`; what is there stays. Gives and keeps the state: v, want, pages, total, day, at, done, full.
let busy = Promise.resolve();
const save = (want, old) => (busy = busy.catch(() => {}).then(() => saveNow(want, old)));
async function saveNow(want, old) {
  const cache = await caches.open(NAME), from = old && await caches.open(old.name);
  const now = { v: SITE.v, want, pages: 0, total: SITE.pages, done: false, full: false, day: '', at: Date.now() };
  let todo = [], failed = null, told = 0;
  try { todo = (await files(cache)).filter(file => want.includes('all') || file[3].some(n => want.includes(SITE.groups[n].id))); } catch (error) { failed = error; }
  const next = todo[Symbol.iterator]();
  const work = async () => {
    for (const [path, hash] of next) {
      if (failed) return;
      try {
        const url = at(path), there = await cache.match(url);
        if (!there || there.headers.get('x-fixbook') !== hash) {
          const kept = from && await from.match(url);
          if (kept && kept.headers.get('x-fixbook') === hash) await cache.put(url, kept);
          else {
            const answer = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' });
            if (!answer.ok) throw new Error(url + ': ' + answer.status);
            await cache.put(url, marked(answer, hash));
          }
        }
        if (path.endsWith('.html')) now.pages++;
        if (Date.now() - told > 500) { told = Date.now(); tell(now); }
      } catch (error) { failed = failed || error; }
    }
  };
  await Promise.all([work(), work(), work(), work(), work(), work()]);
  now.full = full(failed);
  now.done = !failed;
  const day = new Date();
  now.day = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(n => String(n).padStart(2, '0')).join('-');
  try { await put(cache, now); } catch (error) { failed = failed || error; }
  tell(now);
  if (failed) throw failed;
  return now;
}
// Only pages that this worker serves hear of it.
async function tell(now) {
  for (const client of await self.clients.matchAll()) client.postMessage({ fixbook: now, site: about });
}
const about = { v: SITE.v, pages: SITE.pages, large: SITE.large, groups: SITE.groups };

self.addEventListener('install', event => event.waitUntil((async () => {
  const old = await before();
  try { await save(old ? old.found.want : ['base'], old); } catch (error) {
    // An update that can't be saved as a whole is none, and what was saved before goes on. A first visit saves what it can.
    if (old || !full(error)) { await caches.delete(NAME); throw error; }
  }
})()));
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  await self.clients.claim();
})()));
self.addEventListener('message', event => {
  const { want, what } = event.data || {};
  if (what === 'update') self.skipWaiting();
  if (what === 'save') event.waitUntil(save(want).catch(() => {}));
  if (what === 'state') event.waitUntil((async () => {
    const now = await state(NAME).catch(() => null);
    event.source.postMessage({ fixbook: now || { v: SITE.v, want: [], pages: 0, total: SITE.pages }, site: about });
  })());
  if (what === 'forget') event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
    await self.registration.unregister();
    event.source.postMessage({ forgotten: true });
  })());
});

async function saved(url) {
  try {
    const cache = await caches.open(NAME);
    return await cache.match(url, { ignoreVary: true });
  } catch (error) { return null; }
}
function missing() {
  const { title, text, home } = SITE.words, safe = s => s.replace(/[&<>"]/g, c => '&#' + c.charCodeAt(0) + ';');
  const page = '<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>' + safe(title) + '</title><h1>' + safe(title) + '</h1><p>' + safe(text) + '</p><p><a href="' + safe(at('index.html')) + '">' + safe(home) + '</a></p>';
  return new Response(page, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
async function answer(request, url) {
  const bare = url.origin + url.pathname + (url.pathname.endsWith('/') ? 'index.html' : ''), asked = url.searchParams.get('v');
  const page = request.mode === 'navigate';
  const found = await saved(bare) || page && !/\.\w+$/.test(bare) && (await saved(bare + '.html') || await saved(bare + '/index.html'));
  // A page of another version asks for that version's files.
  if (found && (!asked || SITE.versions.includes(asked))) return found;
  try { return await fetch(request); } catch (error) {
    if (found) return found;
    if (page) return missing();
    throw error;
  }
}
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method === 'GET' && url.href.startsWith(SCOPE)) event.respondWith(answer(event.request, url));
});
