// Guided help: one question or one fix at a time, on the page that holds them all. Loaded by fixbook.js on first use.
// The parts in this folder are joined in the order of their names into one function: this file opens it, the last closes it.
// In: fixbook.kit, and the page itself: .fix[data-fix] with data-when, data-is and data-role, .ask-first, .edge, .q.
// Out: fixbook.guided = {flow, send, save, fill, settings}, the ways in.
(function () {
'use strict';
const kit = window.fixbook.kit;
const { one, all, el, icon, words, text, say, remember, memory, bare, key, page, fixes, copyButton, hand } = kit;
const own = {
  g_title: 'Guided help', g_step: '{n} of {total} tried', g_question: 'A question first', g_answers: 'Your answers so far', g_yes: 'Yes', g_no: 'No',
  g_fixed: 'Fixed', g_didnt: 'Didn’t work', g_cant: 'I can’t do this', g_did_it: 'Did this fix it?', g_why: 'What happened?', g_why_cant: 'What keeps you from it?', g_none: 'None of these',
  g_role: 'This fix needs: {role}. Can you do that?', g_admin: 'I’m an administrator', g_user: 'I’m not', g_ask_admin: 'Ask your administrator',
  g_sent: 'Send this message, then come back and say how it went.', g_led: 'This leads to another page', g_go: 'Go to {title}', g_go_on: 'Or go on here',
  g_back: 'Back', g_restart: 'Start over', g_whole: 'Show the whole page', g_resume: 'Continue guided help', g_clear: 'Clear my answers',
  g_sorted: 'Good, that’s sorted.', g_worked: 'This worked: {title}', g_stuck: 'Everything here has been tried',
  g_stuck_lead: 'Send these details to your help desk, so they start where you stopped.', g_tried: 'What you tried', g_worked_short: 'worked',
  g_couldnt: 'couldn’t be done', g_not_asked: 'not for this case', g_please: 'Please do this for me: {title}', g_problem: 'Problem: {title}',
  g_link: 'Link: {url}', g_needs: 'Needs: {role}', g_steps: 'Steps:', g_message: 'Message to your administrator', g_mail: 'E-mail it',
  g_show_steps: 'Show the steps', g_close: 'Close', g_fill: 'Fill in once. It stays on this device.', g_fill_clear: 'Forget these',
  g_file: 'what-i-tried.txt', g_theme: 'Colours', g_theme_system: 'System', g_theme_light: 'Light', g_theme_dark: 'Dark',
  g_size: 'Text size', g_size_normal: 'Normal', g_size_large: 'Large', g_size_larger: 'Larger', g_device: 'Steps for', g_who: 'Administrator',
  g_who_ask: 'Ask me', g_keys: 'Shortcut keys: / n p', g_forget: 'Forget everything kept on this device', g_forgotten: 'Nothing is kept any more.',
  g_refused: 'This browser keeps nothing for this page.', g_share: 'Copy link to this place'
};
for (const k in own) if (!(k in words)) words[k] = own[k];

const main = one('main');
// Guides have the style from the start; other pages wait for it, so that nothing is shown without.
const styled = kit.style('guided');
const button = (label, onclick, attrs) => el('button.btn', Object.assign({ type: 'button', onclick }, attrs), label);
const titleOf = fix => one('h2 a', fix).textContent.trim();
