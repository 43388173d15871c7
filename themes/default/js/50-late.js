// What a page loads after itself: what answers to "Did this fix it?" become (data-tell), and the site as an app (data-app).

const tell = (fix, outcome) => { if (data.tell) once('feedback').then(() => fixbook.feedback.answer(fix, outcome)).catch(() => {}); };
function late() {
  if (data.tell) {
    document.addEventListener('click', e => {
      const a = e.target.closest('.ask a, .done a, .g a, [data-wrong]'), way = a && /f\.([^/:]+):(ok|no)$/.exec(a.getAttribute('href'));
      const fix = way ? fixes.find(f => f.dataset.fix === way[1]) : a && a.closest('.fix');
      if (!fix) return;
      if (way) return tell(fix, way[2] === 'ok' ? 'worked' : 'failed');
      const wrong = a.matches('[data-wrong]');
      if (wrong) e.preventDefault();
      tell(fix, wrong ? 'wrong' : a.matches('.done a') ? '' : /^#fixed/.test(a.getAttribute('href')) ? 'worked' : 'failed');
    });
    try { if (localStorage.getItem('fixbook-answers')) once('feedback').catch(() => {}); } catch (e) { /* nothing is kept */ }
  }
  if ('app' in data && isSecureContext && location.protocol !== 'file:') once('app').catch(() => {});
}
if (document.readyState === 'complete') setTimeout(late); else window.addEventListener('load', late);
