// Instant results below every search box. The engine is loaded when a reader first goes to one.

let engine;
const script = name => new Promise((onload, onerror) => {
  document.head.append(el('script', { src: data[name] || me.src.replace(/[^/]*$/, name + '.js' + (data.v ? '?v=' + data.v : '')), onload, onerror }));
});
const load = () => engine || (engine = fixbook.engine ? Promise.resolve() : script('search').catch(e => { engine = null; throw e; }));
// The whole answer, for our own pages: hits, total, facets. Other scripts get the hits.
fixbook.query = (query, options) => load().then(() => fixbook.engine.query(query, options || {}));
fixbook.search = (query, options) => fixbook.query(query, options).then(found => found.hits);

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
    const { hits } = await fixbook.query(line, { limit: 1 });
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
    try { found = await fixbook.query(query, { limit: 6, product: scope && scope.value }); } catch (e) { found = null; }
    clearTimeout(late);
    if (mine !== asked || document.activeElement !== input) return;
    if (!found) return message(words.failed);
    if (!found.hits.length) return message(note || words.nothing);
    list.replaceChildren(...found.hits.map(row));
    const kinds = found.total > 6 ? found.facets.products.filter(f => f[2]) : [];
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
}

function focusSearch(e) {
  const input = all('.search.big input, .search input').find(i => i.offsetParent), way = one('.top a[href*="search.html"]');
  if (!input && !way) return;
  e.preventDefault();
  if (input) { input.focus(); input.select(); } else location.href = way.href;
}
