// The address says it all: #guided/c.has-old-device:yes/f.check-backup:no/w:1 is the trail of what the reader answered.
//   c.<condition>:yes|no   r:yes|no (administrator)   f.<fix>:ok|no|cant   w:<edge, from 1; 0 is none>   go:on   q.<question>:<answer>
// Names, not numbers, so that a shared address survives fixes that move. What no longer exists is passed over.

const month = 30 * 864e5;
// No way through a page has more answers than this: a longer address was made, not walked.
const most = 3 * (2 * fixes.length + all('.q').length) + 3;
const parse = hash => hash.slice(0, most * 200).replace(/^#guided\/?/, '').split('/').filter(Boolean).slice(0, most).map(token => {
  const [id, value] = token.split(':').map(part => { try { return decodeURIComponent(part); } catch (e) { return part; } });
  return { id, value: value || '' };
});
const join = trail => '#guided' + trail.map(t => '/' + encodeURIComponent(t.id) + ':' + encodeURIComponent(t.value)).join('');

const list = fixes.filter(f => f.dataset.fix && !f.matches('.q')).map(element => ({
  element, id: element.dataset.fix, when: element.dataset.when, is: element.dataset.is, role: element.dataset.role,
  // Where one question ends another asks which of these it was, so each is said as a statement.
  edges: all('.edge', element).map(e => ({ meets: one('b', e).textContent.trim().replace(/^(…|\.{3})\s*|\s*[?？؟]$/g, ''), say: one('b + span:not([data-go])', e), go: one('[data-go] a', e) }))
}));
const fixAt = anchor => list.find(f => '#' + f.element.id === anchor);

// Where a trail leads: {kind: 'ask' | 'role' | 'fix' | 'why' | 'led' | 'done' | 'stuck', fix, edge, heard, answers, results, log}.
// heard: what the page says to the answer just given.
function walk(trail) {
  const answers = bare(), results = new Map(), log = [];
  let jump, pending, led, done, heard, unable;
  trail.forEach(({ id, value }, at) => {
    const note = (what, said) => log.push({ what, said, back: trail.slice(0, at) });
    heard = null;
    const name = id.slice(2), fix = id.startsWith('f.') && list.find(f => f.id === name);
    if (id.startsWith('c.')) {
      const asked = list.find(f => f.when === name);
      answers[name] = value;
      if (asked) note(one('.ask-first b', asked.element).textContent, value === 'yes' ? words.g_yes : words.g_no);
    } else if (id === 'r') {
      answers.role = value;
      note(words.g_who, value === 'yes' ? words.g_admin : words.g_user);
    } else if (fix) {
      const said = bare({ ok: words.g_fixed, no: words.g_didnt, cant: words.g_cant })[value];
      if (!said) return;
      results.set(fix, { ok: words.g_worked_short, no: words.didnt_work, cant: words.g_couldnt }[value]);
      note(titleOf(fix.element), said);
      done = value === 'ok' && fix;
      unable = value === 'cant';
      pending = value !== 'ok' && fix.edges.length ? fix : null;
    } else if (id === 'w' && pending) {
      const edge = pending.edges[value - 1];
      note(unable ? words.g_why_cant : words.g_why, edge ? edge.meets : words.g_none);
      if (edge) {
        results.set(pending, results.get(pending) + ' (' + edge.meets + ')');
        jump = edge.go && fixAt(edge.go.getAttribute('href'));
        if (!jump && (edge.go || edge.say)) led = { fix: pending, edge };
        else heard = edge.say;
      }
      pending = null;
    } else if (id === 'go') led = null;
  });
  const state = (kind, more) => Object.assign({ kind, answers, results, log, trail, heard, unable }, more);
  if (done) return state('done', { fix: done });
  if (pending) return state('why', { fix: pending });
  if (led) return state('led', led);
  const open = list.filter(f => !results.has(f));
  for (const fix of jump && open.includes(jump) ? [jump, ...open.filter(f => f !== jump)] : open) {
    if (fix.when && !(fix.when in answers)) return state('ask', { fix });
    if (fix.when && answers[fix.when] !== fix.is) { results.set(fix, ''); continue; }
    if (fix.role && !answers.role) return state('role', { fix });
    return state('fix', { fix });
  }
  return state('stuck');
}

// What is not finished is kept for 30 days, so that it can be gone on with.
function keepFlow(hash) {
  const flows = bare(), now = Date.now();
  for (const k in memory.flows) if (now - memory.flows[k].at < month) flows[k] = memory.flows[k];
  if (hash) flows[key] = { at: now, hash }; else delete flows[key];
  remember({ flows });
}

let shown = null;
function flow(opened) {
  apply();
  if (memory.who === 'user') fixes.filter(f => f.dataset.role).forEach(f => send(f, true));
  if (!/^#guided/.test(location.hash) && !one('.q')) return offer();
  styled.then(() => render(opened));
}
window.addEventListener('hashchange', () => {
  if (/^#guided/.test(location.hash) || shown === null) return;
  if (one('.q') && !/^#stuck/.test(location.hash)) styled.then(() => render(false)); else leave();
});

// A reader who comes back is shown the way to where they stopped.
function offer() {
  const kept = memory.flows && memory.flows[key], link = one('.match a[href^="#guided"], .head a[href^="#guided"]');
  if (!kept || !link || !(Date.now() - kept.at < month)) return;
  link.setAttribute('href', kept.hash);
  link.textContent = words.g_resume;
  if (!one('.g-clear')) link.after(button(words.g_clear, e => { clear(); link.focus(); e.currentTarget.remove(); }, { class: 'btn lite g-clear' }));
}
function clear() {
  keepFlow('');
  page.how = bare();
  kit.details();
  const link = one('.match a[href^="#guided"], .head a[href^="#guided"]');
  if (link) link.setAttribute('href', '#guided');
}
function leave() {
  shown = null;
  main.classList.remove('guided');
  all('.g-on').forEach(e => { e.classList.remove('g-on'); e.style.counterIncrement = ''; });
  all('.g').forEach(e => e.remove());
  offer();
}
