// The fixes of a page: ticks kept for 30 days, tried fixes folded, the rail, n and p, what to send to support.

const month = 30 * 864e5, key = data.article || location.pathname;
const fixes = all('.fix[id]'), stepKey = input => { const li = input.closest('li'); return li.id || li.closest('.fix').id + '/' + all('.steps li', li.closest('.fix')).indexOf(li); };
// on: steps ticked; tried: fixes folded; how: fixes and what came of them, in words.
const page = { on: [], tried: [], how: bare() };

function keep() {
  const ticks = bare(memory.ticks);
  if (page.on.length || page.tried.length) ticks[key] = { at: Date.now(), on: page.on, tried: page.tried, how: page.how };
  else delete ticks[key];
  remember({ ticks });
  const clear = one('.clear');
  if (clear) clear.hidden = !ticks[key];
}
function fold(fix, tried) {
  const was = one('.was', fix), rail = one('.rail a[href="#' + fix.id + '"]');
  page.tried = page.tried.filter(id => id !== fix.id).concat(tried ? fix.id : []);
  if (tried) page.how[fix.id] = page.how[fix.id] || words.didnt_work; else delete page.how[fix.id];
  fix.toggleAttribute('data-tried', tried);
  if (rail) rail.toggleAttribute('data-tried', tried);
  if (was) was.remove();
  if (tried) one('header', fix).append(el('p.tags.was', null, el('span.tag', null, icon('check'), words.tried),
    el('button.btn.lite', { type: 'button', onclick: () => { fold(fix, false); keep(); one('h2 a', fix).focus(); } }, words.undo, el('span.vh', null, ' ' + one('h2', fix).textContent))));
  details();
}
const number = id => String(fixes.findIndex(f => f.id === id) + 1);

// The block of "Still stuck?" with what only the browser knows, and the same text in the e-mail.
let details = () => {};
function support() {
  const block = one('.stuck pre');
  if (!block) return;
  const code = one('code', block) || block, base = code.textContent.trimEnd(), mail = one('a[data-mail]');
  const plain = mail && mail.getAttribute('href').replace(/[?&]body=[^&]*/, '');
  details = () => {
    const lines = [base];
    if (platformName) lines.push(text('platform', { name: platformName }));
    const tried = fixes.filter(f => page.how[f.id]).map(f => text('fix_n', { n: number(f.id) }) + ' ' + one('h2 a', f).textContent + ': ' + page.how[f.id]);
    if (tried.length) lines.push(text('fixes_tried', { list: tried.join('\n          ') }));
    const collect = all('.collect li').map(li => '- ' + li.textContent.trim() + ':');
    if (location.protocol !== 'file:') lines.push(text('page', { url: location.href.replace(/[?#].*/, '') }));
    if (collect.length) lines.push('', one('.collect h3').textContent, ...collect);
    code.textContent = lines.join('\n');
    if (mail) mail.href = plain + (plain.includes('?') ? '&' : '?') + 'body=' + encodeURIComponent(code.textContent);
  };
  details();
}

function steps() {
  const ticks = memory.ticks, now = Date.now();
  for (const k in ticks) if (!(now - ticks[k].at < month)) delete ticks[k];
  const kept = ticks[key] || {}, boxes = all('.steps input[type=checkbox]');
  page.on = (kept.on || []).slice();
  page.how = bare(kept.how);
  for (const b of boxes) {
    const k = stepKey(b), li = b.closest('li');
    b.checked = page.on.includes(k);
    b.addEventListener('change', () => { page.on = page.on.filter(x => x !== k).concat(b.checked ? k : []); keep(); });
    if (li.id) li.append(el('button.btn.icon.here', { type: 'button', 'aria-label': words.copy_step, title: words.copy_step, onclick: e => hand(address(li.id), e.currentTarget) }, icon('link') || '#'));
  }
  fixes.filter(f => (kept.tried || []).includes(f.id) && location.hash !== '#' + f.id).forEach(f => fold(f, true));
  if (!fixes.length || !boxes.length) return;
  fixes[fixes.length - 1].parentNode.after(el('p', null, el('button.btn.lite.clear', { type: 'button', onclick: () => {
    boxes.forEach(b => { b.checked = false; });
    page.on = [];
    fixes.forEach(f => fold(f, false));
    keep();
    one('h2 a', fixes[0]).focus();
  } }, words.clear_ticks)));
  one('.clear').hidden = !ticks[key];
}
// The address of a place on this page, with the platform that it was read for.
const address = id => location.href.replace(/[?#].*/, '') + (platform ? '?p=' + platform : '') + '#' + id;
// A phone shares, a desk copies.
function hand(url, button) {
  if (navigator.share && matchMedia('(pointer: coarse)').matches) navigator.share({ title: document.title, url }).catch(() => {});
  else copy(url, null, button);
}

function fixList() {
  for (const fix of fixes) all('.ask a', fix).forEach(a => {
    if (!a.getAttribute('href').startsWith('#fixed')) a.addEventListener('click', () => { fold(fix, true); keep(); });
  });
  window.addEventListener('hashchange', () => {
    const fix = fixes.find(f => '#' + f.id === location.hash);
    if (fix && fix.hasAttribute('data-tried')) { fold(fix, false); keep(); }
  });
  if (!fixes.length) return;
  const rail = all('.rail ol a');
  let current = fixes[0];
  const mark = () => {
    current = fixes.filter(f => f.getBoundingClientRect().top < innerHeight * .4).pop() || fixes[0];
    rail.forEach(a => { if (a.getAttribute('href') === '#' + current.id) a.setAttribute('aria-current', 'step'); else a.removeAttribute('aria-current'); });
  };
  let waiting = false;
  window.addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; mark(); }); } }, { passive: true });
  mark();
  const acts = one('.rail .acts');
  if (acts) {
    const b = el('button', { type: 'button', onclick: () => hand(address(current.id), b) }, icon('link'), el('span.says', null, words.copy_link));
    acts.prepend(b, el('button', { type: 'button', onclick: () => window.print() }, icon('print'), words.print));
  }
  document.addEventListener('keydown', e => {
    if (memory.keys === false || one('.guided') || typing(e) || e.key !== 'n' && e.key !== 'p') return;
    const here = document.activeElement.closest('.fix'), before = !here && fixes[0].getBoundingClientRect().top >= innerHeight * .4;
    const to = fixes[before ? 0 : fixes.indexOf(here || current) + (e.key === 'n' ? 1 : -1)];
    if (!to) return;
    location.hash = to.id;
    one('h2 a', to).focus({ preventScroll: true });
  });
}
