// Small additions to the frame, then everything is started.

function frame() {
  all('.said, .code, .cmd').forEach(e => {
    if (one('.btn', e)) return;
    const node = one('pre', e) || one('code', e) || one('span', e) || e;
    const button = copyButton(node, () => node.textContent.replace(/\n$/, ''));
    if (!e.matches('.code')) return e.append(button);
    let caption = one('figcaption', e);
    if (!caption) e.prepend(caption = el('figcaption', null, el('span')));
    caption.append(button);
  });
  all('[data-review-by]').forEach(e => {
    if (new Date(e.dataset.reviewBy) >= new Date()) return;
    e.className = 'tag warn';
    e.replaceChildren(...[icon('alert'), text('not_reviewed', { date: e.dataset.reviewed || e.textContent })].filter(Boolean));
  });
  all('[data-print]').forEach(e => { e.hidden = false; e.addEventListener('click', ev => { ev.preventDefault(); window.print(); }); });
  const meta = one('.meta');
  if (meta) meta.append(el('span.paper', null, location.href.replace(/#.*/, '')));
  const end = one('.top .end'), status = el('span.status');
  const network = () => {
    const off = !navigator.onLine && location.protocol !== 'file:';
    status.hidden = !off && location.protocol !== 'file:';
    status.className = off ? 'status off' : 'status';
    status.textContent = off ? words.offline : words.saved;
  };
  if (end) {
    network();
    end.prepend(status);
    window.addEventListener('online', network);
    window.addEventListener('offline', network);
  }
  const foot = one('.foot .wrap');
  if (!foot) return;
  const choice = ['system', 'light', 'dark'].map(id => {
    const radio = el('input', { type: 'radio', name: 'theme', value: id, autocomplete: 'off', onchange: () => {
      if (id === 'system') delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = id;
      remember({ theme: id === 'system' ? '' : id });
    } });
    radio.checked = (memory.theme || 'system') === id;
    return el('label', null, radio, el('span', null, words['theme_' + id]));
  });
  const keys = el('input', { type: 'checkbox', autocomplete: 'off', onchange: e => remember({ keys: e.target.checked }) });
  keys.checked = memory.keys !== false;
  foot.append(el('div.prefs', null, el('label', { title: '/ n p' }, keys, ' ' + words.shortcuts), el('fieldset.theme', null, el('legend.vh', null, words.theme), el('div.seg', null, choice))));
}

function start() {
  frame();
  support();
  steps();
  fixList();
  platforms();
  fixbook.kit = { root, one, all, el, icon, words, parts, text, count, say, load, find };
  if (one('main[data-search-page], main[data-not-found]')) {
    // The index for readers without scripts goes before it is painted, and comes back if the search can't be loaded.
    const hide = yes => all('.results > :not(.empty)').forEach(e => { e.hidden = yes; });
    hide(/[?&]q=[^&]/.test(location.search));
    once('results').catch(() => hide(false));
  }
  document.addEventListener('focusin', e => { if (e.target.matches('form.search input')) once('results').catch(() => {}); });
  document.addEventListener('keydown', e => {
    const combo = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k';
    if (combo || e.key === '/' && memory.keys !== false && !typing(e)) focusSearch(e);
  });
}
fixbook.ready = document.readyState === 'loading' ? new Promise(done => document.addEventListener('DOMContentLoaded', () => done(start()))) : Promise.resolve(start());
})();
