// Small additions to the frame, then everything is started.

function frame() {
  all('.said, .code, .cmd').forEach(e => {
    if (one('.btn', e)) return;
    const node = one('pre', e) || one('code', e) || one('span', e) || e;
    const button = copyButton(node, () => node.textContent.replace(/\n$/, ''));
    if (one('var', e)) e.append(el('button.btn.lite', { type: 'button', onclick: () => guided('fill', e) }, words.fill_in, el('span.vh', null, ' ' + node.textContent)));
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
  if (meta) {
    const paper = meta.appendChild(el('span.paper'));
    window.addEventListener('beforeprint', () => { paper.textContent = address('').slice(0, -1) + ', ' + new Date().toLocaleDateString(document.documentElement.lang); });
  }
  const end = one('.top .end');
  if (end && location.protocol === 'file:') end.prepend(el('span.status', null, words.saved));
  const foot = one('.foot .wrap');
  if (!foot) return;
  const opener = el('button.btn.lite', { type: 'button', 'aria-expanded': false, onclick: () => guided('settings', opener) }, words.settings);
  // In the free space of the foot and as high as its line, so that nothing moves.
  opener.style.cssText = 'min-height:0;border:0;background:none;padding:0;font-size:inherit;line-height:inherit';
  if (matchMedia('(min-width: 48rem)').matches) foot.firstElementChild.append(' ', opener); else foot.append(opener);
}

function start() {
  frame();
  support();
  steps();
  fixList();
  platforms();
  fixbook.kit = { root, one, all, el, icon, words, parts, text, count, say, load, find, style, copy, copyButton, remember, memory, bare, page, key, fixes, address, hand, platform: () => platform, details: () => details() };
  if (fixes.length) {
    // What the reader was in the middle of, asked for or filled in before goes on; a wish for help begins it.
    const flow = opened => { if (/^#guided/.test(location.hash)) guided('flow', opened); };
    if (memory.flows && memory.flows[key] || one('.q') || memory.who && one('[data-role]') || one('var') && Object.keys(memory.fill || {}).length) guided('flow', true);
    else flow(true);
    window.addEventListener('hashchange', () => flow(false));
    all('[data-send]').forEach(a => a.addEventListener('click', e => { e.preventDefault(); guided('send', a.closest('.fix')); }));
    const mail = one('.stuck .chips') || one('.stuck');
    if (mail) mail.append(el('button.btn', { type: 'button', onclick: () => guided('save') }, words.save));
  }
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
