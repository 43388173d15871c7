// What a page loads after itself: what becomes of answers to "Did this fix it?" (data-tell), and the site as an app (data-app).

window.addEventListener('load', () => {
  const late = name => once(name).catch(() => {});
  if (data.tell) late('feedback');
  if ('app' in data && location.protocol !== 'file:') late('app');
});
