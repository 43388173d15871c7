// The results page and the page that isn't there; fixbook.js loads this file on those two.
// In: fixbook.kit, the helpers of fixbook.js. Out: fixbook.results(main). The query and the facets live in the address.
(function () {
'use strict';
const { one, all, el, icon, words, parts, text, count, say, link, marked, why, below, onPaste } = fixbook.kit;

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
  function facet([key, plural, legend], found) {
    const values = found[plural].filter(([id, , n]) => n || state[key].includes(id));
    if (!values.length || values.length < 2 && !state[key].length) return null;
    return el('fieldset', null, el('legend', null, words[legend]), values.map(([id, label, n]) => {
      const tick = el('input', { type: 'checkbox', name: key, value: id });
      tick.checked = state[key].includes(id);
      return el('label', null, tick, label || words.anyone, el('small', null, String(n)));
    }));
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
    try { found = await fixbook.query(state.q, options); } catch (e) { found = null; }
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
  if (list && asked) fixbook.query(asked, { limit: 3 }).then(found => {
    list.replaceChildren(...found.hits.map(hit => el('li', null, el('a', { href: link(hit) }, hit.title))));
    list.hidden = !found.hits.length;
  }).catch(() => {});
}
fixbook.results = main => main.hasAttribute('data-search-page') ? resultsPage(main) : nearest(main);
})();
