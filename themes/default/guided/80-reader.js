// The reader's own: what they fill into commands, and how they like to read. All of it stays on the device.

const vars = () => all('main var');
const nameOf = v => (v.dataset.was || v.textContent).replace(/[<>]/g, '');
function apply() {
  const fill = memory.fill || {};
  for (const v of vars()) {
    const was = v.dataset.was || (v.dataset.was = v.textContent);
    v.textContent = Object.hasOwn(fill, nameOf(v)) && fill[nameOf(v)] || was;
  }
}
function fill(command) {
  const open = one('.g-fill');
  if (open) {
    open.remove();
    if (open.previousElementSibling === command) return;
  }
  const names = [...new Set(vars().map(nameOf))], values = bare(memory.fill);
  const inputs = names.map(name => {
    const id = 'g-' + name.replace(/\W+/g, '-'), input = el('input', { 'aria-labelledby': id, value: values[name] || '', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', dir: 'ltr', oninput: () => {
      values[name] = input.value;
      remember({ fill: values });
      apply();
    } });
    return el('div.g-field', null, el('span', { id }, name), input);
  });
  const box = el('div.g-fill', null, el('p.why', null, words.g_fill), inputs, row(
    button(words.g_close, () => { box.remove(); one('.btn', command).focus(); }),
    button(words.g_fill_clear, () => {
      for (const name of names) delete values[name];
      remember({ fill: values });
      apply();
      box.remove();
      one('.btn', command).focus();
    })));
  styled.then(() => { command.after(box); one('input', box).focus(); });
}

function radios(name, label, options, now, set) {
  return el('fieldset', null, el('legend', null, label), el('div.seg', null, options.map(([id, words]) => {
    const radio = el('input', { type: 'radio', name: 'g-' + name, value: id, autocomplete: 'off', onchange: () => set(id) });
    radio.checked = id === now;
    return el('label', null, radio, el('span', null, words));
  })));
}
function settings(opener) {
  const open = one('.g-set');
  opener.setAttribute('aria-expanded', !open);
  if (open) return open.remove();
  const html = document.documentElement;
  const box = el('section.g-set', { 'aria-label': words.settings },
    radios('theme', words.g_theme, ['system', 'light', 'dark'].map(id => [id, words['g_theme_' + id]]), memory.theme || 'system', id => {
      if (id === 'system') delete html.dataset.theme; else html.dataset.theme = id;
      remember({ theme: id === 'system' ? '' : id });
    }),
    radios('size', words.g_size, [['', words.g_size_normal], ['115', words.g_size_large], ['135', words.g_size_larger]], memory.size || '', size => {
      html.style.fontSize = size && size + '%';
      remember({ size });
    }),
    one('.pick') && radios('os', words.g_device, all('.pick input').map(r => [r.value, r.parentNode.textContent]), kit.platform() || 'all', id => one('.pick input[value="' + id + '"]').click()),
    radios('who', words.g_who, [['', words.g_who_ask], ['admin', words.g_admin], ['user', words.g_user]], memory.who || '', who => {
      remember({ who });
      fixes.filter(f => f.dataset.role).forEach(f => who === 'user' ? send(f, true) : unfold(f));
    }));
  const keys = el('input', { type: 'checkbox', autocomplete: 'off', onchange: e => remember({ keys: e.target.checked }) });
  keys.checked = memory.keys !== false;
  let kept = true;
  try { localStorage.setItem('fixbook', JSON.stringify(memory)); } catch (e) { kept = false; }
  const told = el('p.why', { role: 'status' }, kept ? '' : words.g_refused);
  box.append(el('label', null, keys, ' ' + words.g_keys), row(button(words.g_forget, () => {
    for (const k in memory) delete memory[k];
    try { localStorage.removeItem('fixbook'); localStorage.removeItem('fixbook-answers'); } catch (e) { /* nothing was kept */ }
    delete html.dataset.theme;
    html.style.fontSize = '';
    told.textContent = words.g_forgotten;
  }), button(words.g_close, () => { box.remove(); opener.setAttribute('aria-expanded', false); opener.focus(); })), told);
  styled.then(() => { one('.foot').append(box); one('input:checked', box).focus(); box.scrollIntoView({ block: 'nearest' }); });
}
