// The search box with instant results, the results page, and the page that isn't there.
// In: fixbook.kit, the helpers of fixbook.js, which loads this file when a reader first goes to a search box, and on those
// two pages at once. The query and the facets of the results page live in its address.
(function () {
'use strict';
const { root, one, all, el, icon, words, parts, text, count, say, load, find } = fixbook.kit;

// A text with the words that matched underlined; marks are [start, end] pairs.
function marked(value, marks) {
  let at = 0;
  return (marks || []).flatMap(([from, to]) => [value.slice(at, from), el('mark', null, value.slice(from, at = to))]).concat(value.slice(at));
}
// The reason of a hit as a tag: an exact message, a code, a symptom.
const why = (hit, short) => words[short && hit.why.kind === 'message' ? 'exact_short' : { message: 'exact', code: 'code', symptom: short ? '' : 'symptom' }[hit.why.kind]];
// The line below a title: the words that matched, or what the article says of itself.
const below = (hit, tag) => {
  const { kind, text, marks } = hit.why;
  if (kind === 'message' || kind === 'symptom' && !hit.marks.summary.length) return el(tag, null, kind === 'message' ? '“' : '', marked(text, marks), kind === 'message' ? '”' : '');
  return hit.summary ? el(tag, null, marked(hit.summary, hit.marks.summary)) : null;
};
const link = (hit, anchor) => root + hit.url + (anchor ? '#' + anchor : '');

// A pasted log is searched by its first line with a code or a message that some article knows.
const codeLike = /0x[0-9a-f]{4,}|\b[A-Z]{2,}[-_ ]?\d{3,}\b|\b\d{3}[ -]\d\.\d+\.\d+|\b[A-Z]{2,}(_[A-Z0-9]+)+\b/;
async function telling(lines) {
  for (const line of lines.slice(0, 50)) {
    if (codeLike.test(line)) return line;
    const { hits } = await find(line, { limit: 1 });
    if (hits[0] && /^(message|code)$/.test(hits[0].why.kind)) return line;
  }
  return lines[0];
}
function onPaste(input, then) {
  input.addEventListener('paste', e => {
    const lines = (e.clipboardData ? e.clipboardData.getData('text') : '').split(/[\r\n]+/).map(s => s.trim()).filter(Boolean);
    if (lines.length < 2) return;
    e.preventDefault();
    input.value = lines.join(' ').slice(0, 300);
    telling(lines).catch(() => lines[0]).then(line => {
      input.value = line;
      then(text('line_used', { line }));
    });
  });
}

let boxes = 0;
function box(form) {
  const input = one('input[name=q]', form), scope = one('[name=product]', form), id = 'found-' + ++boxes;
  const list = el('div', { role: 'listbox', id, 'aria-label': input.labels && input.labels[0] ? input.labels[0].textContent : words.searching });
  const chips = el('div.chips', { hidden: 1 }), foot = el('p'), status = el('span.vh', { role: 'status' });
  const panel = el('div.drop', { hidden: 1, onmousedown: e => e.preventDefault() }, list, chips, foot);
  const attrs = { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' };
  for (const k in attrs) input.setAttribute(k, attrs[k]);
  form.append(panel, status);
  let asked = 0, active = -1, note = '';

  const show = open => { panel.hidden = !open; input.setAttribute('aria-expanded', open && list.childElementCount ? 'true' : 'false'); if (!open) pick(-1); };
  function pick(n) {
    active = n;
    Array.from(list.children).forEach((row, i) => row.setAttribute('aria-selected', i === n));
    if (n < 0) input.removeAttribute('aria-activedescendant');
    else { input.setAttribute('aria-activedescendant', list.children[n].id); list.children[n].scrollIntoView({ block: 'nearest' }); }
  }
  function message(said) { list.replaceChildren(); chips.hidden = true; foot.replaceChildren(el('span', null, said)); show(true); status.textContent = said; }
  function row(hit, i) {
    const tag = why(hit, true), n = hit.fixes.length;
    return el('a', { href: link(hit), role: 'option', id: id + '-' + i, tabindex: -1, 'aria-selected': 'false' },
      el('span', null, marked(hit.title, hit.marks.title)),
      tag ? el('span.tag.ok', null, tag) : n ? el('span.tag', null, count(n, 'fixes', 'one_fix')) : null,
      below(hit, 'small'));
  }
  async function ask() {
    const query = input.value.trim(), mine = ++asked;
    if (!query) return show(false);
    const late = setTimeout(() => { if (mine === asked) message(words.searching); }, 150);
    let found = null;
    try { found = await find(query, { limit: 6, product: scope && scope.value }); } catch (e) { found = null; }
    clearTimeout(late);
    if (mine !== asked || document.activeElement !== input) return;
    if (!found) return message(words.failed);
    if (!found.hits.length) return message(note || words.nothing);
    list.replaceChildren(...found.hits.map(row));
    const kinds = found.total > 6 ? found.facets.products.filter(f => f[2]).sort((a, b) => b[2] - a[2]) : [];
    chips.hidden = kinds.length < 2;
    chips.replaceChildren(...kinds.slice(0, 4).map(([product, label, n]) =>
      el('a.chip', { href: root + 'search.html?' + new URLSearchParams({ q: query, product }) }, label + ' ' + n)));
    const said = found.total > found.hits.length ? text('of_results', { n: found.hits.length, total: found.total }) : count(found.total, 'results', 'one_result');
    foot.replaceChildren(el('span', null, note || said), el('span', null, words.enter_all));
    show(true);
    pick(-1);
    status.textContent = said;
  }
  input.addEventListener('input', () => { note = ''; ask(); });
  input.addEventListener('focus', () => { load().catch(() => {}); if (input.value.trim()) ask(); });
  form.addEventListener('focusout', e => { if (!form.contains(e.relatedTarget)) show(false); });
  input.addEventListener('keydown', e => {
    const rows = list.children.length;
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && rows) {
      e.preventDefault();
      if (panel.hidden) return show(true);
      const step = e.key === 'ArrowDown' ? 1 : -1;
      pick(active < 0 && step < 0 ? rows - 1 : active + step >= rows ? -1 : active + step);
    } else if (e.key === 'Enter' && active >= 0 && !panel.hidden) {
      e.preventDefault();
      location.href = list.children[active].href;
    } else if (e.key === 'Escape') {
      e.preventDefault();
      if (panel.hidden) input.value = '';
      else show(false);
    }
  });
  onPaste(input, said => { note = said; ask(); });
  if (document.activeElement === input) { load().catch(() => {}); ask(); }
}

const facetNames = [['product', 'products', 'product'], ['platform', 'platforms', 'using'], ['role', 'roles', 'who']];
function resultsPage(main) {
  const form = one('form.search', main), input = one('input[name=q]', form), h1 = one('h1', main), facets = one('.facets', main);
  const results = one('.results', main), empty = one('.empty', results) || el('div.empty', { hidden: 1 }, el('h2', null, words.no_results));
  const status = one('[role=status]', main) || el('p.vh', { role: 'status' }), plain = h1.textContent, title = document.title;
  const others = Array.from(results.children).filter(c => c !== empty);
  const hits = el('ol.hits', { hidden: 1 }), more = el('button.btn', { type: 'button', hidden: 1 }, words.show_more), help = el('p.chips', { hidden: 1 });
  const note = el('p.note', { hidden: 1 });
  results.append(note, hits, more, empty);
  if (one('h2', empty)) one('h2', empty).after(help);
  else empty.prepend(help);
  main.append(status);
  const read = () => {
    const p = new URLSearchParams(location.search), s = { q: p.get('q') || '' };
    for (const [key] of facetNames) s[key] = p.getAll(key);
    return s;
  };
  let state = read(), shown = 10, asked = 0;

  function write() {
    const p = new URLSearchParams();
    if (state.q) p.set('q', state.q);
    for (const [key] of facetNames) state[key].forEach(v => p.append(key, v));
    try { history.replaceState(null, '', '?' + p); } catch (e) { /* some browsers refuse on file: */ }
  }
  function card(hit, i) {
    const best = i === 0, { fixes, tags: { platforms, roles, anyone } } = hit, tag = why(hit);
    const tags = el('p.tags', null, best && tag ? el('span.tag.ok', null, icon('check'), tag) : null,
      best || !fixes.length ? null : el('span.tag', null, count(fixes.length, 'fixes', 'one_fix')), platforms.slice(0, 3).map(p => el('span.tag', null, p.label)),
      !anyone && roles[0] ? el('span.tag.role', null, icon('shield'), roles[0].label) : null);
    const head = el('h2', null, el('a', { href: link(hit) }, marked(hit.title, hit.marks.title)));
    const line = below(hit, 'p');
    if (!best) return el('li.hit', null, head, line, tags.firstChild ? tags : null);
    return el('li.hit.best', null, tags.firstChild ? tags : null, head, line, fixes.length ? el('ol.jump', { 'aria-label': words.fixes_in }, fixes.map(({ title: name, anchor, minutes }) =>
      el('li', null, el('a', { href: link(hit, anchor) }, el('span', null, name), minutes ? el('small', null, text('minutes', { n: minutes })) : null)))) : null);
  }
  const whole = new Set();
  function facet([key, plural, legend], found) {
    const values = found[plural].filter(([id, , n]) => n || state[key].includes(id));
    if (!values.length || values.length < 2 && !state[key].length) return null;
    // The fullest few are enough to begin with; a choice once made is never hidden.
    const fullest = [...values].sort((a, b) => b[2] - a[2]).slice(0, 6);
    const shown = values.filter(v => whole.has(key) || fullest.includes(v) || state[key].includes(v[0]));
    return el('fieldset', null, el('legend', null, words[legend]), shown.map(([id, label, n]) => {
      const tick = el('input', { type: 'checkbox', name: key, value: id });
      tick.checked = state[key].includes(id);
      return el('label', null, tick, label || words.anyone, el('small', null, String(n)));
    }), shown.length < values.length && el('button.chip', { type: 'button', onclick: () => { whole.add(key); render(); } }, words.show_more));
  }
  async function render() {
    const mine = ++asked, filtered = facetNames.some(([key]) => state[key].length), options = { limit: shown, complete: document.activeElement !== input };
    for (const [key] of facetNames) if (state[key].length) options[key] = state[key].length > 1 ? state[key] : state[key][0];
    document.title = state.q ? state.q + ' | ' + title : title;
    if (!state.q) {
      for (const e of [hits, more, empty, facets, note]) e.hidden = true;
      others.forEach(e => { e.hidden = false; });
      h1.textContent = plain;
      return;
    }
    const late = setTimeout(() => { h1.textContent = words.searching; }, 150);
    let found = null;
    try { found = await find(state.q, options); } catch (e) { found = null; }
    clearTimeout(late);
    if (mine !== asked) return;
    others.forEach(e => { e.hidden = !!found; });
    if (!found) { h1.textContent = words.failed; return; }
    const said = count(found.total, 'results', 'one_result');
    h1.replaceChildren(...parts('results_for', { count: el('b', null, said), text: state.q }));
    status.textContent = said;
    hits.replaceChildren(...found.hits.map(card));
    hits.hidden = !found.hits.length;
    more.hidden = found.hits.length >= found.total;
    empty.hidden = !!found.hits.length;
    const was = document.activeElement, again = facets.contains(was) ? [was.name, was.value] : null;
    facets.replaceChildren(...facetNames.map(f => facet(f, found.facets)).filter(Boolean));
    facets.hidden = !facets.firstChild;
    if (again) { const same = all('input', facets).find(i => i.name === again[0] && i.value === again[1]); if (same) same.focus(); }
    const meant = found.did_you_mean && el('a.chip', { href: '?' + new URLSearchParams({ q: found.did_you_mean }) }, text('did_you_mean', { text: found.did_you_mean }));
    const wider = filtered && el('button.chip', { type: 'button', onclick: () => { for (const [key] of facetNames) state[key] = []; go(); } }, words.remove_filters);
    help.replaceChildren(...[meant, wider].filter(Boolean));
    help.hidden = !help.firstChild;
    if (meant && found.hits.length) { note.replaceChildren(meant); note.hidden = false; }
  }
  function go() { shown = 10; note.hidden = true; write(); return render(); }

  input.value = state.q;
  form.addEventListener('submit', e => { e.preventDefault(); state.q = input.value.trim(); go(); });
  input.addEventListener('input', () => { state.q = input.value.trim(); go(); });
  onPaste(input, said => { state.q = input.value; go().then(() => { note.textContent = said; note.hidden = false; say(said); }); });
  facets.addEventListener('change', () => { for (const [key] of facetNames) state[key] = all('input:checked', facets).filter(i => i.name === key).map(i => i.value); go(); });
  facets.addEventListener('submit', e => e.preventDefault());
  more.addEventListener('click', () => { const from = shown; shown += 10; render().then(() => { const a = one('h2 a', hits.children[from]); if (a) a.focus(); }); });
  window.addEventListener('popstate', () => { state = read(); input.value = state.q; render(); });
  render();
}

// 404: the pages whose titles are nearest to the words of the missing address.
function nearest(main) {
  const list = one('[data-nearest]', main), asked = decodeURIComponent(location.pathname).replace(/\.html?$/, '').split(/[^\p{L}\p{N}]+/u).filter(w => !/^(articles|fixes|index)?$/.test(w)).slice(-8).join(' ');
  if (list && asked) find(asked, { limit: 3 }).then(found => {
    list.replaceChildren(...found.hits.map(hit => el('li', null, el('a', { href: link(hit) }, hit.title))));
    list.hidden = !found.hits.length;
  }).catch(() => {});
}
const main = one('main');
all('form.search').forEach(form => { if (!form.closest('[data-search-page]')) box(form); });
if (main.hasAttribute('data-search-page')) resultsPage(main);
if (main.hasAttribute('data-not-found')) nearest(main);
})();
