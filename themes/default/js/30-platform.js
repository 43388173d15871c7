// "Show steps for": the address (?p=ios, or #p=ios in lists), then what the reader chose before, then the device, then All.
// The style sheet hides the other platforms' steps (body:has(#p-ios:checked)); this only chooses, and never moves the page.

let platformName = '', platform = '';
function platforms() {
  const radios = all('.pick input[name=os]'), name = r => r.value, known = id => radios.find(r => name(r) === id);
  if (!radios.length) return;
  const asked = () => known((location.hash.match(/^#p=([\w-]+)/) || location.search.match(/[?&]p=([\w-]+)/) || [])[1]);
  function guess() {
    // A tablet by Apple calls itself a Mac, but Macs have no touch screen.
    const agent = navigator.userAgent.toLowerCase(), device = /macintosh/.test(agent) && navigator.maxTouchPoints > 1 ? 'ipad iphone ios' : agent;
    const radio = radios.find(r => (r.dataset.detect || '').toLowerCase().split(/[|,]/).some(w => w && device.includes(w)));
    if (radio) {
      radio.dataset.guess = '';
      radio.parentNode.title = words.guessed;
    }
    return radio;
  }
  const blocks = all('.os:not(.na)');
  function choose(radio) {
    radio.checked = true;
    const all = name(radio) === 'all';
    platformName = all ? '' : radio.parentNode.textContent.trim();
    platform = all ? '' : name(radio);
    // Where the browser can, the other platforms' steps stay in reach of its find; a hit there chooses that platform.
    if ('onbeforematch' in document.body) blocks.forEach(b => { if (all || b.dataset.os === platform) b.removeAttribute('hidden'); else b.setAttribute('hidden', 'until-found'); });
    details();
  }
  blocks.forEach(b => b.addEventListener('beforematch', () => choose(known(b.dataset.os) || known('all'))));
  let near, top;
  const note = () => { near = all('.fix').find(f => f.getBoundingClientRect().bottom > 80); top = near && near.getBoundingClientRect().top; };
  for (const event of ['pointerdown', 'keydown']) one('.pick').addEventListener(event, note);
  for (const radio of radios) radio.addEventListener('change', () => {
    radios.forEach(r => { delete r.dataset.guess; r.parentNode.removeAttribute('title'); });
    choose(radio);
    remember({ os: name(radio) });
    try { history.replaceState(null, '', '?p=' + name(radio) + location.hash.replace(/^#p=.*/, '')); } catch (e) { /* the choice still holds */ }
    if (near) window.scrollBy({ top: near.getBoundingClientRect().top - top, behavior: 'instant' });
  });
  const start = asked() || known(memory.os) || guess() || known('all') || radios[0];
  if (asked()) remember({ os: name(start) });
  choose(start);
  window.addEventListener('hashchange', () => { if (/^#p=/.test(location.hash) && asked()) choose(asked()); });
  const target = location.hash[1] && document.getElementById(location.hash.slice(1));
  if (target) {
    const block = target.closest('.os');
    if (block && block.dataset.os !== platform) choose(known(block.dataset.os) || known('all') || start);
    target.scrollIntoView({ behavior: 'instant' });
  }
}
