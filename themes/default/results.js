// The search box with instant results, the results page, and the page that isn't there.
// In: fixbook.kit, the helpers of fixbook.js, which loads this file when a reader first goes to a search box, and on those
// two pages at once. The query and the facets of the results page live in its address.
(function () {
'use strict';
const { root, one, all, el, icon, words, parts, text, count, say, load, find, style } = fixbook.kit;
const own = {
  searching: 'Searching…', nothing: 'Nothing yet. Press Enter for other ways to find it.', failed: 'Search couldn’t load. Press Enter for the full list.',
  of_results: '{n} of {total} results', enter_all: 'Enter for all results', results: '{n} results', one_result: '1 result',
  results_for: '{count} for {text}', no_results: 'Nothing matches that yet.', line_used: 'Searched for this line of your text: {line}',
  best_for: 'Best matches for {text}', line_known: 'Recognised in your text: {line}', unknown: 'No article mentions {words}.',
  no_code: 'No article has the code {code}. Similar:',
  did_you_mean: 'Did you mean {text}?', remove_filters: 'Remove the filters', exact: 'Exact error message', exact_short: 'Exact message',
  code: 'Error code', symptom: 'Same symptom', fixes: '{n} fixes', one_fix: '1 fix', minutes: '{n} min', show_more: 'Show more',
  product: 'Product', using: 'I’m using', who: 'Who can do it', anyone: 'Anyone', fixes_in: 'Fixes in this article'
};
for (const k in own) if (!(k in words)) words[k] = own[k];

// A text with the words that matched underlined; marks are [start, end] pairs.
function marked(value, marks) {
  let at = 0;
  return (marks || []).flatMap(([from, to]) => [value.slice(at, from), el('mark', null, value.slice(from, at = to))]).concat(value.slice(at));
}
// The reason of a hit as a tag: an exact message, a code, a symptom of which most stands in the question.
const most = ({ text, marks }) => marks.reduce((n, [from, to]) => n + to - from, 0) * 2 > text.length;
const why = (hit, short) => words[{ message: short ? 'exact_short' : 'exact', code: 'code', symptom: most(hit.why) ? 'symptom' : '' }[hit.why.kind]];
// The line below a title: the words that matched, or what the article says of itself.
const below = (hit, tag) => {
  const { kind, text, marks } = hit.why;
  if (kind === 'message' || kind === 'symptom' && (most(hit.why) || !hit.marks.summary.length)) return el(tag, null, kind === 'message' ? '“' : '', marked(text, marks), kind === 'message' ? '”' : '');
  return hit.summary ? el(tag, null, marked(hit.summary, hit.marks.summary)) : null;
};
// To an article, to one of its fixes, and to the steps for a platform where just one was asked for.
const link = (hit, anchor, platform) => root + hit.url + (platform ? '?p=' + platform : '') + (anchor ? '#' + anchor : '');
const short = (value, most) => value.length > most ? value.slice(0, most).trimEnd() + '…' : value;
// What no article has, and codes like those asked for, which are links.
function missing(found, chip) {
  const { unknown, codes, did_you_mean } = found;
  const near = codes.map(({ code, url }) => el('a.chip', { href: root + url }, code));
  const said = near.length ? text('no_code', { code: codes[0].asked }) : unknown.length && found.total && unknown.length < 4 ? text('unknown', { words: unknown.map(w => '“' + w + '”').join(', ') }) : '';
  return [said && el('span', null, said), ...near, did_you_mean && el('a.chip', { href: chip(did_you_mean) }, text('did_you_mean', { text: did_you_mean }))].filter(Boolean);
}

// The telling line of a pasted log, as src/find/line.rs finds it: the last line with a message that some article has, else
// the last with a code, else the one that scores most, alarms first. A short text is searched as a whole.
const alarm = /error|fatal|fail|exception|denied|refused|critical|panic|unable|cannot|could not/i;
async function telling(lines, then) {
  let code, best, looked = 0;
  for (const line of lines) {
    const { hits, recognised } = await find(line, { limit: 1, complete: true });
    if (recognised.some(r => r.kind === 'message')) return then(line, true);
    if (recognised.length) code = code || line;
    const rank = [alarm.test(line) ? 1 : 0, hits[0] ? hits[0].score : 0];
    if (looked < 40 && (!best || rank[0] > best[0] || rank[0] === best[0] && rank[1] > best[1])) best = [...rank, line];
    // The page stays alive meanwhile.
    if (++looked % 8 === 0) await new Promise(done => setTimeout(done));
  }
  return code ? then(code, true) : then(best[2], false);
}
// Looks for the telling line of a text with several; calls with it, what to say of it, and whether it stands for the text.
const linesOf = value => value.split(/[\r\n]+/).slice(-2000).map(s => s.trim()).filter(Boolean);
async function tellLine(all, then) {
  const alone = all.join(' ').split(/\s+/).length > 80, lines = [];
  await load();
  for (const seen = new Set(); all.length && lines.length < 200;) {
    const line = all.pop(), key = seen.has(line) ? line : await fixbook.engine.clean(line);
    if (!seen.has(key)) lines.push(line);
    seen.add(key).add(line);
  }
  await telling(lines, (line, known) => then(line, known || alone ? text(known ? 'line_known' : 'line_used', { line: short(line, 160) }) : '', alone));
}
function onPaste(input, then) {
  input.addEventListener('paste', async e => {
    const all = linesOf(e.clipboardData ? e.clipboardData.getData('text') : '');
    if (all.length < 2) return;
    e.preventDefault();
    const whole = all.join(' '), mine = input.value = whole.split(/\s+/).length > 80 ? short(whole, 300) : whole;
    try {
      await tellLine(all, (line, said, alone) => {
        if (input.value !== mine) return;
        if (alone) input.value = line;
        then(said);
      });
    } catch (error) { then(''); }
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
  style('results').then(() => form.append(panel, status));
  let asked = 0, active = -1, note = '', telling = 0;
  // Screen readers hear the number once the reader stops typing.
  const tell = said => { clearTimeout(telling); telling = setTimeout(() => { status.textContent = said; }, 700); };

  const show = open => { panel.hidden = !open; input.setAttribute('aria-expanded', open && list.childElementCount ? 'true' : 'false'); if (!open) pick(-1); };
  function pick(n) {
    active = n;
    Array.from(list.children).forEach((row, i) => row.setAttribute('aria-selected', i === n));
    if (n < 0) input.removeAttribute('aria-activedescendant');
    else { input.setAttribute('aria-activedescendant', list.children[n].id); list.children[n].scrollIntoView({ block: 'nearest' }); }
  }
  function message(said) { list.replaceChildren(); pick(-1); chips.hidden = true; foot.replaceChildren(el('span', null, said)); show(true); tell(said); }
  const option = (href, ...inside) => el('a', { href, role: 'option', tabindex: -1, 'aria-selected': 'false' }, ...inside);
  function row(hit, i) {
    const tag = why(hit, true), n = hit.fixes.length;
    const rows = [option(link(hit), el('span', null, marked(hit.title, hit.marks.title)),
      tag ? el('span.tag.ok', null, tag) : n ? el('span.tag', null, count(n, 'fixes', 'one_fix')) : null, below(hit, 'small'))];
    // Of an exact hit, the fixes at once.
    if (!i && /^(message|code)$/.test(hit.why.kind)) hit.fixes.slice(0, 3).forEach((fix, at) => rows.push(option(link(hit, fix.anchor),
      el('small', null, text('fix_n', { n: at + 1 }) + ': ' + fix.title), fix.minutes ? el('span.tag', null, text('minutes', { n: fix.minutes })) : null)));
    return rows;
  }
  const search = (q, product) => root + 'search.html?' + new URLSearchParams(Object.assign({ q }, product ? { product } : {}));
  async function ask() {
    const query = input.value.trim(), mine = ++asked;
    if (!query) return show(false);
    const late = setTimeout(() => { if (mine === asked) message(words.searching); }, 150);
    let found = null;
    try { found = await find(query, { limit: 6, product: scope && scope.value }); } catch (e) { found = null; }
    clearTimeout(late);
    if (mine !== asked || document.activeElement !== input) return;
    if (!found) return message(words.failed);
    list.replaceChildren(...found.hits.flatMap(row), ...found.hits.length ? [] : found.codes.map(({ code, title, url }) => option(root + url, el('span', null, title), el('span.tag', null, code))));
    Array.from(list.children).forEach((e, i) => { e.id = id + '-' + i; });
    const kinds = found.total > 6 ? found.facets.products.filter(f => f[2]).sort((a, b) => b[2] - a[2]).slice(0, 4) : [];
    const help = missing(found, search);
    // Codes like the one asked for are options of the list already.
    if (!found.hits.length) help.splice(1, found.codes.length);
    if (!found.hits.length && !list.firstChild) return message(note || words.nothing);
    chips.replaceChildren(...help, ...help.length || kinds.length < 2 ? [] : kinds.map(([product, label, n]) => el('a.chip', { href: search(query, product) }, label + ' ' + n)));
    chips.hidden = !chips.firstChild;
    const said = found.total > found.hits.length ? text('of_results', { n: found.hits.length, total: found.total }) : found.total ? count(found.total, 'results', 'one_result') : words.no_results;
    foot.replaceChildren(el('span', null, note || said), el('span', null, words.enter_all));
    show(true);
    pick(-1);
    tell(note ? note + ' ' + said : said);
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
  const others = Array.from(results.children).filter(c => c !== empty && !one('[data-gap]', c));
  const hits = el('ol.hits', { hidden: 1 }), more = el('button.btn', { type: 'button', hidden: 1 }, words.show_more), help = el('p.chips', { hidden: 1 });
  const note = el('p.note', { hidden: 1 }, el('span.chips')), gap = one('[data-gap]', results);
  results.append(note, hits, more, empty, gap ? gap.parentNode : '');
  if (one('h2', empty)) one('h2', empty).after(help);
  else empty.prepend(help);
  main.append(status);
  const read = () => {
    const p = new URLSearchParams(location.search), s = { q: p.get('q') || '' };
    for (const [key] of facetNames) s[key] = p.getAll(key);
    return s;
  };
  let state = read(), shown = 10, asked = 0, line = '';

  function write() {
    const p = new URLSearchParams();
    if (state.q) p.set('q', state.q);
    for (const [key] of facetNames) state[key].forEach(v => p.append(key, v));
    try { history.replaceState(null, '', '?' + p); } catch (e) { /* some browsers refuse on file: */ }
  }
  function card(hit, i) {
    const best = i === 0, { fixes, tags: { platforms, roles, anyone } } = hit, tag = why(hit), os = state.platform.length === 1 ? state.platform[0] : '';
    const to = anchor => link(hit, anchor, platforms.some(p => p.id === os) && os);
    const tags = el('p.tags', null, tag ? el('span.tag.ok', null, icon('check'), tag) : null,
      best || !fixes.length ? null : el('span.tag', null, count(fixes.length, 'fixes', 'one_fix')), platforms.slice(0, 3).map(p => el('span.tag', null, p.label)),
      !anyone && roles[0] ? el('span.tag.role', null, icon('shield'), roles[0].label) : null);
    const head = el('h2', null, el('a', { href: to() }, marked(hit.title, hit.marks.title)));
    const line = below(hit, 'p');
    if (!best) return el('li.hit', null, head, line, tags.firstChild ? tags : null);
    return el('li.hit.best', null, tags.firstChild ? tags : null, head, line, fixes.length ? el('ol.jump', { 'aria-label': words.fixes_in }, fixes.map(({ title: name, anchor, minutes }) =>
      el('li', null, el('a', { href: to(anchor) }, el('span', null, name), minutes ? el('small', null, text('minutes', { n: minutes })) : null)))) : null);
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
    document.title = state.q ? short(state.q, 60) + ' | ' + title : title;
    // The way to say what is missing takes the question along.
    if (gap) gap.href = gap.dataset.gap.replace('{query}', encodeURIComponent(state.q));
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
    // Nearly every article has some word of a long question: how many is no news.
    const values = { count: el('b', null, said), text: short(state.q, 60) };
    h1.replaceChildren(...parts(found.total > 20 && !filtered ? 'best_for' : 'results_for', values));
    status.textContent = said;
    hits.replaceChildren(...found.hits.map(card));
    hits.hidden = !found.hits.length;
    more.hidden = found.hits.length >= found.total;
    empty.hidden = !!found.hits.length;
    if (gap) {
      (found.hits.length ? results : empty).append(gap.parentNode);
      gap.parentNode.hidden = false;
    }
    const was = document.activeElement, again = facets.contains(was) ? [was.name, was.value] : null;
    facets.replaceChildren(...found.total > 3 || filtered ? facetNames.map(f => facet(f, found.facets)).filter(Boolean) : []);
    facets.hidden = !facets.firstChild;
    if (again) { const same = all('input', facets).find(i => i.name === again[0] && i.value === again[1]); if (same) same.focus(); }
    const helps = missing(found, q => '?' + new URLSearchParams({ q }));
    const wider = filtered && el('button.chip', { type: 'button', onclick: () => { for (const [key] of facetNames) state[key] = []; go(); } }, words.remove_filters);
    const told = line && el('span', null, line);
    note.firstChild.replaceChildren(...[told, ...found.hits.length ? line ? [] : helps : []].filter(Boolean));
    note.hidden = !note.firstChild.firstChild;
    help.replaceChildren(...found.hits.length ? [] : [...helps, wider].filter(Boolean));
    help.hidden = !help.firstChild;
  }
  function go() { shown = 10; write(); return render(); }

  form.addEventListener('submit', e => { e.preventDefault(); state.q = input.value.trim(); go(); });
  input.addEventListener('input', () => { line = ''; state.q = input.value.trim(); go(); });
  onPaste(input, said => { line = said; state.q = input.value; go(); say(said); });
  facets.addEventListener('change', () => { for (const [key] of facetNames) state[key] = all('input:checked', facets).filter(i => i.name === key).map(i => i.value); go(); });
  facets.addEventListener('submit', e => e.preventDefault());
  more.addEventListener('click', () => { const from = shown; shown += 10; render().then(() => { const a = one('h2 a', hits.children[from]); if (a) a.focus(); }); });
  // An address may carry a whole log: its telling line is named as after pasting.
  function start() {
    const q = state.q, all = linesOf(q);
    input.value = q;
    line = '';
    render();
    if (all.length > 1) tellLine(all, (found, said, alone) => {
      if (state.q !== q) return;
      line = said;
      if (alone) state.q = input.value = found;
      render();
      say(said);
    }).catch(() => {});
  }
  window.addEventListener('popstate', () => { state = read(); start(); });
  start();
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
