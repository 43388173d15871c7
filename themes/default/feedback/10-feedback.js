// Answers to "Did this fix it?". Loaded by fixbook.js after the page, where the site names a way for them. In: fixbook.kit,
// data-tell (email, issue, form, queue). Out: fixbook.feedback = {answer, save}; answer(fix, 'worked' | 'failed' | 'wrong' | '' to take it back).
// An answer has a random id, article, fix, platform, outcome and day, and nothing else. It leaves the device by the ways the site
// names: a message or an issue that the reader sends, a form, a file that the reader saves.
(function () {
'use strict';
const { one, el, words, text, say, fixes } = window.fixbook.kit;
const own = {
  f_thanks: 'Thanks for the answer.', f_kept: 'It’s kept on this device.', f_sent: 'It went to {host}, with nothing about you.', f_not_kept: 'This browser keeps nothing: save it now.',
  f_mail: 'Tell the authors by e-mail', f_issue: 'Tell the authors in an issue', f_form: 'Send it to {host}', f_save: 'Save my answers ({n})', f_saved: 'Saved. Give the file to the authors.',
  f_forget: 'Forget them', f_forgotten: 'Nothing is kept any more.', f_subject: '{outcome}: {title}', f_worked: 'Worked', f_failed: 'Didn’t work', f_wrong: 'Wrong or dangerous', f_file: 'answers'
};
for (const k in own) if (!(k in words)) words[k] = own[k];
const { tell, article: key } = document.getElementById('fixbook').dataset, ways = JSON.parse(tell), KEY = 'fixbook-answers';
const button = (label, onclick, attrs) => el('button.btn', Object.assign({ type: 'button', onclick }, attrs), label);
const host = () => new URL(ways.form).host;

let queue = [], kept = true;
try { queue = JSON.parse(localStorage.getItem(KEY) || '[]').filter(e => e && e.id); } catch (e) { /* none */ }
function keep() {
  try { if (queue.length) localStorage.setItem(KEY, JSON.stringify(queue)); else localStorage.removeItem(KEY); kept = true; } catch (e) { kept = false; }
  foot();
}
// Other tabs may have added some meanwhile, or taken all away.
function refresh() {
  try {
    if (kept && queue.length && !localStorage.getItem(KEY)) queue = [];
    const there = JSON.parse(localStorage.getItem(KEY) || '[]'), known = new Set(queue.map(e => e.id)); queue = queue.concat(there.filter(e => e && e.id && !known.has(e.id) && !gone.has(e.id))); } catch (e) { /* none */ }
}
const gone = new Set();

function answer(fix, outcome) {
  const old = one('.told', fix), name = fix.dataset.fix, day = new Date(), chosen = one('.pick :checked');
  if (old) old.remove();
  refresh();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(n => String(n).padStart(2, '0')).join('-');
  // A second answer on one day replaces the first, unless that has left the device.
  queue = queue.filter(e => { const same = e.article === key && e.fix === name && e.day === today && !e.sent; if (same) gone.add(e.id); return !same; });
  if (!outcome) return keep();
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), n => n.toString(16).padStart(2, '0')).join('');
  const event = { v: 1, id, article: key, fix: name, platform: chosen && chosen.value !== 'all' ? chosen.value : '', outcome, day: today };
  if (ways.queue) { queue.push(event); keep(); }
  const box = el('p.chips.told', { role: 'status' }, el('span', null, words.f_thanks));
  box.style.marginBlockStart = '1rem';
  const note = words => box.append(el('span', null, words));
  if (ways.queue) {
    note(kept ? words.f_kept : words.f_not_kept);
    if (!kept) box.append(button(text('f_save', { n: queue.length }), save));
  }
  const title = (one('h1') || one('h2', fix)).textContent.trim() + ' / ' + one('h2', fix).textContent.trim();
  const fill = url => url.replace('{title}', encodeURIComponent(text('f_subject', { outcome: words['f_' + outcome], title }))).replace('{body}', encodeURIComponent(location.href.replace(/[?#].*/, '') + '\n\n' + JSON.stringify(event)));
  if (ways.email) box.append(el('a.btn', { href: fill('mailto:' + ways.email + '?subject={title}&body={body}') }, words.f_mail));
  if (ways.issue) box.append(el('a.btn', { href: fill(ways.issue), target: '_blank', rel: 'noopener' }, words.f_issue));
  if (ways.form) send(event).then(ok => ok ? note(text('f_sent', { host: host() })) : box.append(form(event)));
  fix.append(box);
}
// A click on a link: the reader's answer on the card or in guided help, one taken back, "wrong", or none of these.
document.addEventListener('click', e => {
  const a = e.target.closest('.fix a, .g a');
  if (!a) return;
  const href = a.getAttribute('href'), guided = a.closest('.g') && /f\.([^/:]+):(ok|no)$/.exec(href);
  const fix = guided ? fixes.find(f => f.dataset.fix === guided[1]) : a.closest('.fix');
  if (!fix) return;
  if (guided) answer(fix, guided[2] === 'ok' ? 'worked' : 'failed');
  else if (a.matches('[data-wrong]')) { e.preventDefault(); answer(fix, 'wrong'); }
  else if (a.matches('.done a')) answer(fix, '');
  else if (a.matches('.ask a')) answer(fix, href.startsWith('#fixed') ? 'worked' : 'failed');
});
// A beacon, where the server's policy lets pages connect there; else a form that the reader sends.
function send(event) {
  let blocked = false;
  const seen = e => { if (ways.form.startsWith(e.blockedURI)) blocked = true; };
  document.addEventListener('securitypolicyviolation', seen);
  let ok = false;
  try { ok = navigator.sendBeacon(ways.form, new URLSearchParams(event)); } catch (e) { /* the form is left */ }
  return new Promise(done => setTimeout(() => {
    document.removeEventListener('securitypolicyviolation', seen);
    ok = ok && !blocked && navigator.onLine;
    if (ok) queue.filter(e => e.id === event.id).forEach(e => { e.sent = 1; });
    if (ok && ways.queue) keep();
    done(ok);
  }, 400));
}
function form(event) {
  const fields = Object.entries(event).filter(([name]) => name !== 'sent');
  const f = el('form', { method: 'post', action: ways.form, target: '_blank', rel: 'noopener' }, fields.map(([name, value]) => el('input', { type: 'hidden', name, value })), el('button.btn', { type: 'submit' }, text('f_form', { host: host() })));
  return f;
}
function save() {
  refresh();
  const lines = queue.map(e => JSON.stringify({ v: e.v, id: e.id, article: e.article, fix: e.fix, platform: e.platform, outcome: e.outcome, day: e.day }) + '\n');
  const link = el('a', { href: URL.createObjectURL(new Blob(lines, { type: 'application/x-ndjson' })), download: words.f_file + '-' + new Date().toISOString().slice(0, 10) + '.jsonl' });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(words.f_saved);
  foot(true);
}
// The answers kept here, to be saved from any page.
let place = null;
function foot(saved) {
  const wrap = one('.foot .wrap');
  if (!wrap || !ways.queue) return;
  if (!place) wrap.append(place = el('span.chips'));
  place.replaceChildren(...queue.length ? [button(text('f_save', { n: queue.length }), save), saved && button(words.f_forget, () => { queue.forEach(e => gone.add(e.id)); queue = []; keep(); say(words.f_forgotten); })].filter(Boolean) : []);
}
foot();
window.fixbook.feedback = { answer, save };
})();
