// The page without this script is complete; this adds instant search, memory and copy buttons.
// The parts in this folder are joined in the order of their names into one function: this file opens it, the last closes it.
// In: the attributes of <script id="fixbook">: data-root (way to the site root), data-v (version), data-search (the engine,
// default search.js beside this file), data-article (key of the page's ticks), data-icons (prefix of the icon ids),
// data-strings (JSON; the keys and English texts stand in `words` below). Out: window.fixbook = {ready, root, search}.
(function () {
'use strict';
const words = {
  copy: 'Copy', copied: 'Copied', copy_failed: 'Press Ctrl+C', copy_link: 'Copy link to this fix', copy_step: 'Copy link to this step',
  print: 'Print or save as PDF', saved: 'Works offline',
  tried: 'Tried', undo: 'Undo', clear_ticks: 'Clear my ticks', fixes_tried: 'Tried     {list}', didnt_work: 'didn’t work',
  settings: 'Settings', guessed: 'Guessed from your device. Choose another if it’s wrong.', fill_in: 'Fill in', save: 'Save as a file',
  platform: 'Platform  {name}', page: 'Page      {url}', fix_n: 'Fix {n}', not_reviewed: 'Not reviewed since {date}'
};
const me = document.currentScript || document.getElementById('fixbook');
const data = me.dataset, root = data.root || '';
try { Object.assign(words, JSON.parse(data.strings || '{}')); } catch (e) { /* English it is */ }
const fixbook = window.fixbook = window.fixbook || {};
fixbook.root = root;

const one = (sel, from) => (from || document).querySelector(sel);
const all = (sel, from) => Array.from((from || document).querySelectorAll(sel));

// el('a.chip', {href: '#', onclick: f}, 'text', node or nothing)
function el(what, attrs, ...inside) {
  const [tag, ...classes] = what.split('.'), e = document.createElement(tag);
  if (classes.length) e.className = classes.join(' ');
  for (const k in attrs) {
    const v = attrs[k];
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else e.setAttribute(k, v);
  }
  e.append(...inside.flat().filter(Boolean));
  return e;
}
function icon(name) {
  const id = (data.icons || '') + name;
  if (!document.getElementById(id)) return null;
  const [svg, use] = ['svg', 'use'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  use.setAttribute('href', '#' + id);
  svg.setAttribute('aria-hidden', true);
  svg.append(use);
  return svg;
}
// The text of a key with its {places} filled; parts() keeps nodes as nodes.
const parts = (key, values) => words[key].split(/(\{\w+\})/).map(s => /^\{\w+\}$/.test(s) ? values[s.slice(1, -1)] : s);
const text = (key, values) => parts(key, values || {}).join('');
const count = (n, many, single) => n === 1 ? words[single] : text(many, { n });

// One JSON object in localStorage: {theme, size, os, who, keys, fill: {name: value}, flows: {article: {at, hash}},
// ticks: {article: {at, on, tried, how}}}. Refused storage means no memory, no error.
// A map without a prototype: an id may be "constructor".
const bare = (...from) => Object.assign(Object.create(null), ...from);
// What is kept may be of another version or by another hand: only what has this shape is taken.
function sound(kept) {
  const object = v => v && typeof v === 'object' && !Array.isArray(v) ? v : {}, string = v => typeof v === 'string', strings = v => Array.isArray(v) ? v.filter(string) : [];
  const map = (v, take) => {
    const out = bare();
    v = object(v);
    for (const k of Object.keys(v)) { const taken = take(v[k]); if (taken) out[k] = taken; }
    return out;
  };
  const dated = (v, more) => typeof object(v).at === 'number' && more(v);
  kept = object(kept);
  const out = { fill: map(kept.fill, v => string(v) && v), flows: map(kept.flows, v => dated(v, ({ at, hash }) => /^#guided/.test(hash) && { at, hash: '' + hash })),
    ticks: map(kept.ticks, v => dated(v, ({ at, on, tried, how }) => ({ at, on: strings(on), tried: strings(tried), how: map(how, v => string(v) && v) }))) };
  for (const k of ['theme', 'size', 'os', 'who', 'app']) if (string(kept[k])) out[k] = kept[k];
  if (kept.keys === false) out.keys = false;
  return out;
}
let memory;
try { memory = sound(JSON.parse(localStorage.getItem('fixbook'))); } catch (e) { memory = sound(); }
function remember(changes) {
  Object.assign(memory, changes);
  try { localStorage.setItem('fixbook', JSON.stringify(memory)); } catch (e) { /* not allowed here */ }
}
if (memory.theme) document.documentElement.dataset.theme = memory.theme;
if (memory.size) document.documentElement.style.fontSize = memory.size + '%';

let live;
function say(words) {
  if (!live) document.body.append(live = el('p.vh', { role: 'status' }));
  live.textContent = '';
  setTimeout(() => { live.textContent = words; }, 50);
}

// Copies text; when the clipboard refuses, the text is left selected for the reader's own Ctrl+C.
async function copy(value, node, button) {
  let ok = false;
  try { await navigator.clipboard.writeText(value); ok = true; } catch (e) {
    if (node) {
      getSelection().selectAllChildren(node);
      try { ok = document.execCommand('copy'); } catch (e2) { ok = false; }
      if (ok) getSelection().removeAllRanges();
    }
  }
  const said = ok ? words.copied : words.copy_failed, label = one('.says', button);
  say(said);
  if (!label) return;
  const before = label.dataset.was || (label.dataset.was = label.textContent);
  label.textContent = said;
  setTimeout(() => { label.textContent = before; }, 2000);
}
function copyButton(node, value) {
  const b = el('button.btn.lite', { type: 'button' }, icon('copy'), el('span.says', null, words.copy), el('span.vh', null, ' ' + value().trim().slice(0, 60)));
  b.addEventListener('click', () => copy(value(), node, b));
  return b;
}
const typing = e => e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && !/^(radio|checkbox)$/.test(e.target.type) || e.target.isContentEditable;
