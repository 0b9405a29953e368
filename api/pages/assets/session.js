// Tells whoever is logged in that their session is about to end, and lets them stay. Without this file a line at the foot of each
// page says when that is.

const region = document.getElementById('fin-de-session');
const box = region?.firstElementChild ?? null;
const warnMs = 2 * 60_000;
/** What other pages of this browser do keeps the session alive for this one too. */
const others = new BroadcastChannel('session');

/** When the session ends, on this page's own clock: by doing nothing, and at the latest. */
let idleEnd = 0;
let lastEnd = 0;
let timer = null;

/** Shows one of the sentences, or none; what appears in the region is read aloud. */
function show(when) {
  if (box === null || box.dataset.shown === when) return;
  box.dataset.shown = when;
  box.hidden = when === '';
  for (const part of box.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== when;
}

function look() {
  clearTimeout(timer);
  const left = Math.min(idleEnd, lastEnd) - Date.now();
  if (left <= 0) {
    show('over');
    return;
  }
  const isSoon = left <= warnMs;
  show(isSoon ? (lastEnd <= idleEnd ? 'last' : 'idle') : '');
  timer = setTimeout(look, isSoon ? left : left - warnMs);
}

function prolong({ idleMs, endMs }) {
  idleEnd = Date.now() + idleMs;
  lastEnd = Date.now() + endMs;
  look();
}

/** Asks who is logged in, which is enough to stay so. */
async function stay() {
  const response = await fetch('/api/session', {
    headers: { Accept: 'application/json' },
    cache: 'no-store',
  });
  if (!response.ok) {
    idleEnd = 0;
    look();
    return;
  }
  const { idleEndsAt, endsAt } = await response.json();
  const now = Date.parse(response.headers.get('Date') ?? '') || Date.now();
  const left = { idleMs: Date.parse(idleEndsAt) - now, endMs: Date.parse(endsAt) - now };
  prolong(left);
  others.postMessage(left);
}

if (region !== null) {
  const left = { idleMs: Number(region.dataset.idle), endMs: Number(region.dataset.end) };
  region.querySelector('button')?.addEventListener('click', () => void stay());
  others.addEventListener('message', ({ data }) => prolong(data));
  // A laptop that was asleep wakes up late: look at once.
  document.addEventListener('visibilitychange', look);
  prolong(left);
  others.postMessage(left);
}
