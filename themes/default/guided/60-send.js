// What others need to help: a message to the administrator with the exact steps, and what was tried as a file.

function stepLines(fix) {
  const lines = [];
  const steps = ol => all('li', ol).forEach((li, n) => {
    lines.push(n + 1 + '. ' + one('label > span', li).textContent.trim());
    const command = one('.cmd code', li);
    if (command) lines.push('   ' + Array.from(command.childNodes, c => c.dataset && c.dataset.was || c.textContent).join(''));
    all('.expect, .iffails', li).forEach(p => lines.push('   ' + p.textContent.trim()));
  });
  all('.body > .steps', fix).forEach(steps);
  const blocks = all('.os:not(.na)', fix), mine = blocks.filter(b => b.dataset.os === kit.platform());
  (mine.length ? mine : blocks).forEach(b => { lines.push(one('h3', b).textContent); steps(one('.steps', b)); });
  return lines;
}
// An address that another person can open; a file on this device is none.
function publicAddress(fix) {
  const known = one('link[rel=canonical]');
  if (known) return known.href + '#' + fix.id;
  return location.protocol === 'file:' ? '' : kit.address(fix.id);
}
function message(fix) {
  const h1 = one('h1').textContent.replace(/\s+/g, ' ').trim(), id = (document.getElementById('fixbook') || {}).dataset, url = publicAddress(fix), role = one('.tag.role', fix);
  const name = one('.fix h2').textContent && list.length > 1 ? titleOf(fix) : h1;
  return [text('g_please', { title: name }), '', list.length > 1 && text('g_problem', { title: (id && id.id ? id.id + ' ' : '') + h1 }), role && text('g_needs', { role: role.textContent.trim() }),
    url && text('g_link', { url }), '', words.g_steps, ...stepLines(fix)].filter(line => line !== false && line !== null && line !== '' || line === '').join('\n').replace(/\n{3,}/g, '\n\n');
}

// The card of a fix that another person has to do: folded, with the message to send in place of the steps.
function send(fix, quiet) {
  unfold(fix);
  const body = one('.body', fix), value = message(fix);
  const pre = el('pre', { tabindex: 0, role: 'region', 'aria-label': words.g_message }, el('code', null, value));
  const mail = one('a[data-mail]'), who = mail ? mail.getAttribute('href').replace(/\?.*/, '') : 'mailto:';
  const box = el('div.g-send', null, el('h3', { tabindex: -1 }, words.g_ask_admin), el('figure.code', null, el('figcaption', null, el('span', null, words.g_message), copyButton(pre, () => value)), pre),
    row(el('a.btn', { href: who + '?subject=' + encodeURIComponent(value.split('\n')[0]) + '&body=' + encodeURIComponent(value) }, icon('mail'), words.g_mail), button(words.g_show_steps, () => { unfold(fix); one('h2 a', fix).focus(); })));
  body.prepend(box);
  styled.then(() => {
    fix.classList.add('g-folded');
    if (!quiet) one('h3', box).focus();
  });
}
function unfold(fix) {
  fix.classList.remove('g-folded');
  all('.g-send', fix).forEach(e => e.remove());
}

function save() {
  kit.details();
  const href = URL.createObjectURL(new Blob([one('.stuck pre').textContent + '\n'], { type: 'text/plain' }));
  el('a', { href, download: words.g_file }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
