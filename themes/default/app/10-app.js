// The site as an app: what is saved on this device and since when, updates, removal. Loaded by fixbook.js over https or from
// localhost only, after the page. In: fixbook.kit, and the messages of the service worker. Nothing here is needed to read a page.
(function () {
'use strict';
const { root, one, all, el, icon, words, text, say, memory, remember } = window.fixbook.kit;
const own = {
  a_saved: '{pages} of {total} pages, {day}', a_saving: 'Saving {pages} of {total} pages…', a_part: '{pages} of {total} pages saved', a_none: 'Not saved on this device',
  a_title: 'On this device', a_lead: 'Saved pages and the search work without a connection.', a_full: 'This device has no more room. What is saved stays.',
  a_refused: 'This browser doesn’t let the site save anything.', a_offline: 'Offline: {text}', a_all: 'Save all pages', a_choose: 'Choose what to save', a_save: 'Save these',
  a_group: '{name}: {pages} pages, {size} MB', a_check: 'Look for an update', a_current: 'This is the newest version.', a_remove: 'Remove from this device', a_removed: 'Removed.',
  a_install: 'Install as an app', a_update: 'A newer version of this site is ready.', a_show: 'Show it', a_later: 'Later', a_close: 'Close', a_failed: 'That didn’t work. Try again with a connection.'
};
for (const k in own) if (!(k in words)) words[k] = own[k];
const button = (label, onclick) => el('button.btn', { type: 'button', onclick }, label);

let site = null, now = null, reg = null, refused = false, prompt = null, bar = null, asked = false;
const off = () => memory.app === 'off';
function line() {
  if (refused) return words.a_refused;
  if (!now || !now.want.length || off()) return words.a_none;
  const values = { pages: now.pages, total: now.total };
  if (now.full || now.done && now.pages < now.total) return text('a_part', values);
  if (!now.done) return text('a_saving', values);
  const [y, m, d] = now.day.split('-').map(Number), day = new Date(y, m - 1, d), lang = document.documentElement.lang;
  return text('a_saved', Object.assign(values, { day: day.toLocaleDateString(lang === 'en' ? 'en-GB' : lang, { day: 'numeric', month: 'short', year: y === new Date().getFullYear() ? undefined : 'numeric' }) }));
}

const end = one('.top .end'), status = end && el('span.status', { hidden: '' }), foot = one('.foot .wrap'), opener = foot && button('', () => panel());
// Under the header's line, where it moves nothing whatever it says.
if (end) {
  status.style.cssText = 'position:absolute;inset-block-start:100%;inset-inline-end:clamp(1.125rem,4vw,2.5rem);padding-block-start:.5rem;width:18rem;justify-content:flex-end';
  end.parentNode.style.position = 'relative';
  end.append(status);
}
function show() {
  const said = line(), gone = !navigator.onLine;
  if (status) {
    // What is on its way is told at the foot; here, only what holds.
    status.hidden = !gone && !(now && now.pages && (now.done || now.full) && !off());
    status.className = gone ? 'status off' : 'status';
    status.textContent = gone ? text('a_offline', { text: said }) : said;
  }
  if (opener) opener.textContent = said;
  all('[data-saved]').forEach(e => { e.textContent = said; });
}
if (opener) {
  opener.style.cssText = 'min-height:0;border:0;background:none;padding:0;line-height:1.5;font-size:inherit';
  opener.setAttribute('aria-haspopup', 'dialog');
  foot.append(opener);
}
['online', 'offline'].forEach(name => window.addEventListener(name, () => setTimeout(show)));

const workers = () => navigator.serviceWorker;
const post = message => { const to = reg && reg.active; if (to) to.postMessage(message); };
// The first save begins by itself, but for large sites and readers who save data.
function begin() {
  if (asked || !site || !now || off()) return;
  asked = true;
  const careful = site.large || navigator.connection && navigator.connection.saveData;
  const first = now.want.join() === 'base' && !careful, want = first ? ['all'] : now.want;
  if (first || !now.done && !now.full) post({ what: 'save', want });
}
function panel() {
  const open = one('dialog.app');
  if (open) open.remove();
  const box = el('dialog.app', { 'aria-labelledby': 'app-h' });
  box.style.cssText = 'max-width:34rem;padding:1.5rem;border:1px solid var(--line-2);border-radius:var(--r3);background:var(--surface);color:var(--ink)';
  const told = el('p', { role: 'status' });
  const parts = [el('h2', { id: 'app-h' }, words.a_title), el('p', { 'data-saved': '' }, line()), el('p', null, now && now.full ? words.a_full : words.a_lead)];
  const row = el('p.chips');
  row.style.marginBlockStart = '1rem';
  if (!refused && site && now && !off()) {
    if (site.large && site.groups.length > 3) {
      const boxes = site.groups.map((group, n) => el('input', { type: 'checkbox', value: group.id }));
      boxes.forEach((input, n) => { input.checked = now.want.includes('all') || now.want.includes(site.groups[n].id); });
      const list = el('fieldset', null, el('legend', null, words.a_choose), site.groups.map((group, n) => n < 2 || !group.pages ? null : el('p', null, el('label', null, boxes[n], ' ', text('a_group', { name: group.name, pages: group.pages, size: (group.bytes / 1048576).toFixed(1) })))));
      parts.push(list);
      row.append(button(words.a_save, () => { const more = boxes.slice(2).filter(b => b.checked).map(b => b.value); post({ what: 'save', want: ['base'].concat(more.length ? 'lists' : [], more) }); }));
    }
    if (!now.done || now.pages < now.total) row.append(button(words.a_all, () => post({ what: 'save', want: ['all'] })));
    row.append(button(words.a_check, async () => {
      try { await reg.update(); told.textContent = reg.installing || reg.waiting ? words.a_update : words.a_current; } catch (e) { told.textContent = words.a_failed; }
    }), button(words.a_remove, () => {
      remember({ app: 'off' });
      post({ what: 'forget' });
      now = null;
      told.textContent = words.a_removed;
      show();
    }));
  } else if (!refused) row.append(button(words.a_all, () => { remember({ app: '' }); box.close(); start(); }));
  if (prompt) row.append(button(words.a_install, () => { prompt.prompt(); prompt = null; }));
  row.append(button(words.a_close, () => box.close()));
  box.append(...parts, row, told);
  box.addEventListener('close', () => { box.remove(); opener.focus(); });
  document.body.append(box);
  box.showModal();
}

// A newer version is offered at the lower edge, where it moves nothing; only this page changes, and only when asked to.
let accepted = false;
function offer() {
  if (bar || !reg.waiting || !workers().controller) return;
  bar = el('div.note', { role: 'status' }, icon('info'), el('span', null, words.a_update + ' '), button(words.a_show, () => { accepted = true; if (reg.waiting) reg.waiting.postMessage({ what: 'update' }); }),
    button(words.a_later, () => { bar.remove(); }));
  bar.style.cssText = 'position:fixed;inset-inline:1rem;inset-block-end:1rem;z-index:9;align-items:center;flex-wrap:wrap;max-width:40rem;margin-inline:auto;box-shadow:var(--sh-2)';
  document.body.append(bar);
  say(words.a_update);
}
function watch(worker) {
  if (worker) worker.addEventListener('statechange', () => { if (worker.state === 'installed') offer(); });
}
async function start() {
  try {
    if (!isSecureContext || !workers()) throw new Error('none');
    workers().addEventListener('message', event => {
      const { fixbook, site: about } = event.data || {};
      if (!fixbook) return;
      site = about;
      now = fixbook;
      show();
      begin();
    });
    workers().addEventListener('controllerchange', () => { if (accepted) location.reload(); });
    reg = await workers().register(root + 'sw.js');
    reg.addEventListener('updatefound', () => watch(reg.installing));
    watch(reg.installing);
    offer();
    reg = await workers().ready;
    post({ what: 'state' });
  } catch (error) {
    refused = true;
    show();
  }
}
window.addEventListener('beforeinstallprompt', event => { event.preventDefault(); prompt = event; });
document.head.append(el('link', { rel: 'manifest', href: root + 'manifest.webmanifest' }));
show();
if (!off()) start();
})();
