// The way to the search: the engine and the search box's own script are loaded when a reader first goes there.

const asset = file => me.src.replace(/[^/]*$/, file + (data.v ? '?v=' + data.v : ''));
const script = name => new Promise((onload, onerror) => {
  document.head.append(el('script', { src: data[name] || asset(name + '.js'), onload, onerror }));
});
// A part of the style: some pages have it from the start, others when it is asked for.
const style = name => new Promise(done => {
  const link = one('link[href*="/' + name + '.css"]') || document.head.appendChild(el('link', { rel: 'stylesheet', href: asset(name + '.css'), onload: done, onerror: done }));
  if (link.sheet) done();
});
const loaded = {};
const once = name => loaded[name] || (loaded[name] = script(name).catch(e => { delete loaded[name]; throw e; }));
const load = () => fixbook.engine ? Promise.resolve() : once('search');
// The whole answer: hits, total, facets. Other scripts get the hits, with addresses that lead there from this page.
const find = fixbook.query = (query, options) => load().then(() => fixbook.engine.query(query, options || {}));
// Guided help, settings and what else a reader asks for: guided(what, with what) loads guided.js first.
const guided = (what, ...more) => once('guided').then(() => fixbook.guided[what](...more));
const here = found => Object.assign({}, found, { url: root + found.url });
fixbook.search = (query, options) => find(query, options).then(answer => answer.hits.map(hit => Object.assign(here(hit), { fixes: hit.fixes.map(here) })));

function focusSearch(e) {
  const input = all('.search.big input, .search input').find(i => i.offsetParent), way = one('.top a[href*="search.html"]');
  if (!input && !way) return;
  e.preventDefault();
  if (input) { input.focus(); input.select(); } else location.href = way.href;
}
