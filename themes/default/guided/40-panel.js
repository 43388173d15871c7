// What a state looks like. Every choice is a link to the state that it leads to: history, keyboard and sharing come with it.

const choice = (hash, label, attrs) => el('a.btn', Object.assign({ href: hash }, attrs), label);
const says = (node, as) => node && el(as || 'p.why', null, ...Array.from(node.childNodes, n => n.cloneNode(true)));
function panel(kicker, heading, ...inside) {
  return el('section.match', { 'aria-labelledby': 'gh' }, kicker && el('p.g-kicker', null, kicker), el('h2', { id: 'gh', tabindex: -1 }, heading), ...inside);
}
const row = (...links) => el('p.g-row', null, ...links);

// opened: the page has just been opened here, so the reader's place in it is left alone.
function render(opened) {
  const trail = parse(location.hash);
  if (one('.q')) return renderQuestion(trail, opened);
  let state = walk(trail);
  if (!list.length) return;
  if (state.kind === 'role' && memory.who && !(shown || '').startsWith(join(state.trail) + '/r:')) {
    // Said before, so not asked again, unless the reader comes back from it; the address still says it, for those it is shared with.
    try { history.replaceState(null, '', join(trail.concat({ id: 'r', value: memory.who === 'admin' ? 'yes' : 'no' }))); } catch (e) { /* asked, then */ }
    state = walk(parse(location.hash));
  }
  const to = (id, value) => join(state.trail.concat({ id, value }));
  const { kind, fix } = state, self = fix && 'f.' + fix.id;
  keepFlow(state.trail.length ? join(state.trail) : '');
  page.how = bare();
  for (const [f, how] of state.results) if (how) page.how[f.element.id] = how;
  kit.details();

  const g = el('div.g'), nav = trailOf(state.log, state.trail, kind);
  let focus;
  all('.g-on').forEach(e => { e.classList.remove('g-on'); e.style.counterIncrement = ''; });
  if (kind === 'fix') {
    fix.element.classList.add('g-on');
    // Hidden cards don't count, so the number is said.
    fix.element.style.counterIncrement = 'f ' + (list.indexOf(fix) + 1);
    fix.element.removeAttribute('data-tried');
    // "Not available on this device. Go to the next" is the same as not being able to do it.
    all('.na a', fix.element).forEach(a => { a.onclick = e => { if (shown !== null) { e.preventDefault(); location.hash = to(self, 'cant'); } }; });
    if (fix.role) { if (state.answers.role === 'no') send(fix.element, true); else unfold(fix.element); }
    const rest = list.filter(f => state.results.get(f) !== '').length;
    g.append(el('section.match', { 'aria-labelledby': 'gh' },
      el('p.g-kicker', null, text('g_step', { n: list.filter(f => state.results.get(f)).length, total: rest })),
      el('h2', { id: 'gh' }, words.g_did_it),
      fix.role && state.answers.role === 'no' && el('p.why', null, words.g_sent),
      row(choice(to(self, 'ok'), [icon('check'), words.g_fixed]), choice(to(self, 'no'), words.g_didnt), choice(to(self, 'cant'), words.g_cant))));
    focus = one('h2 a', fix.element);
  } else if (kind === 'ask') {
    g.append(panel(words.g_question, one('.ask-first b', fix.element).textContent, row(choice(to('c.' + fix.when, 'yes'), words.g_yes), choice(to('c.' + fix.when, 'no'), words.g_no))));
  } else if (kind === 'role') {
    const role = one('.tag.role', fix.element), who = value => () => remember({ who: value });
    g.append(panel(titleOf(fix.element), text('g_role', { role: role ? role.textContent.trim() : fix.role }),
      row(choice(to('r', 'yes'), words.g_admin, { onclick: who('admin') }), choice(to('r', 'no'), words.g_user, { onclick: who('user') }))));
  } else if (kind === 'why') {
    g.append(panel(titleOf(fix.element), state.unable ? words.g_why_cant : words.g_why, el('ul.list', null,
      fix.edges.map((e, at) => el('li', null, el('a', { href: to('w', at + 1) }, el('span', null, e.meets)))),
      el('li', null, el('a', { href: to('w', 0) }, el('span', null, words.g_none))))));
  } else if (kind === 'led') {
    const { go, say, meets } = state.edge;
    g.append(panel(meets, go ? words.g_led : state.unable ? words.g_why_cant : words.g_why, says(say),
      row(go && choice(onwards(go), text('g_go', { title: go.textContent }), { class: 'btn pri' }), choice(to('go', 'on'), words.g_go_on))));
  } else if (kind === 'done') {
    g.append(panel(null, words.g_sorted, el('p', null, text('g_worked', { title: titleOf(fix.element) })), tried(state)));
  } else {
    g.append(panel(null, words.g_stuck, el('p.why', null, words.g_stuck_lead), tried(state)));
  }
  const stuck = kind === 'stuck' && one('.stuck');
  if (!stuck) g.append(nav);
  show(g, focus || one('#gh', g), opened, state.heard);
  if (stuck) {
    stuck.classList.add('g-on');
    stuck.after(el('div.g', null, nav));
  }
}

// The card's own heading or the panel's gets the focus, but not when the page has just been opened.
function show(g, focus, opened, heard) {
  all('.g').forEach(e => e.remove());
  main.classList.add('guided');
  one('.fixes').after(g);
  if (heard) {
    one('.fixes').before(el('div.g.g-heard', null, el('p.note', null, icon('info'), says(heard, 'span'))));
    say(heard.textContent);
  }
  shown = location.hash;
  // #guided is a place too: who took the link before the script was there has been moved to the middle of a page that is now short.
  if (opened && location.hash !== '#guided') return;
  focus.focus({ preventScroll: true });
  const top = one('.g-heard') || one('.fix.g-on') || g;
  top.scrollIntoView({ block: 'start', behavior: 'instant' });
}
// The platform goes along, also where nothing may be remembered.
const onwards = a => a.getAttribute('href').replace(/[?#].*/, '') + (kit.platform() ? '?p=' + kit.platform() : '') + '#guided';

function tried(state) {
  const lines = list.filter(f => state.results.has(f));
  return lines.length > 0 && el('div', null, el('h3', null, words.g_tried), el('ul.g-tried', null, lines.map(f =>
    el('li', null, titleOf(f.element) + ': ', el('b', null, state.results.get(f) || words.g_not_asked)))));
}

function trailOf(log, trail, kind) {
  const steps = log.map(({ what, said, back }) => el('li', null, el('a', { href: join(back) }, el('span', null, what), ' ', el('b', null, said))));
  const share = button(words.g_share, e => hand(kit.address(location.hash.slice(1)), e.currentTarget));
  share.replaceChildren(...[icon('link'), el('span.says', null, words.g_share)].filter(Boolean));
  return el('nav.g-nav', { 'aria-label': words.g_title },
    steps.length > 0 && [el('h2', null, words.g_answers), el('ol', null, steps)],
    row(trail.length > 0 && choice(join(trail.slice(0, -1)), words.g_back), share,
      trail.length > 0 && choice('#guided', kind === 'done' || kind === 'stuck' ? words.g_clear : words.g_restart, { onclick: clear }),
      !one('.q') && choice('#main', words.g_whole)));
}

// A guide: the question that the trail leads to, its answers as links to the next state or to the page that ends it.
function renderQuestion(trail, opened) {
  const questions = all('.q'), log = [];
  const plain = /^#q-(.+)/.exec(location.hash);
  let current = plain && questions.find(q => q.dataset.q === plain[1]) || questions[0], at = 0;
  const answersOf = q => all('.list a', q);
  all('.q .list a').forEach(a => { if (!a.dataset.to) a.dataset.to = a.getAttribute('href'); });
  for (const { id, value } of trail) {
    const link = 'q.' + current.dataset.q === id && answersOf(current)[value - 1], goal = link && link.dataset.to;
    if (!link) break;
    log.push({ what: one('h2', current).textContent, said: one('span', link).textContent, back: trail.slice(0, at++) });
    current = questions.find(q => '#' + q.id === goal) || current;
  }
  trail = trail.slice(0, at);
  for (const q of questions) {
    q.classList.toggle('g-on', q === current);
    answersOf(q).forEach((a, n) => {
      const goal = a.dataset.to;
      if (goal.startsWith('#q-')) a.setAttribute('href', join(trail.concat({ id: 'q.' + q.dataset.q, value: n + 1 })));
      else if (!goal.startsWith('#')) a.setAttribute('href', goal.replace(/#.*/, '') + '#guided');
    });
  }
  keepFlow(trail.length ? join(trail) : '');
  main.classList.add('guided');
  const heading = one('h2', current);
  heading.tabIndex = -1;
  if (trail.length) show(el('div.g', null, trailOf(log, trail, '')), heading, opened);
  else {
    all('.g').forEach(e => e.remove());
    if (!opened) { heading.focus({ preventScroll: true }); current.scrollIntoView({ block: 'start', behavior: 'instant' }); }
    shown = location.hash;
  }
}
