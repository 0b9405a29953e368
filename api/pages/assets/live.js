// Small niceties of the pages. Every page works without this file; it only saves reloading and double clicks.

const main = document.getElementById('contenu');
const announcements = document.getElementById('annonces');

/** Says something to everybody: on the page, and aloud to whoever listens to it. */
function announce(text) {
  if (announcements !== null && text) announcements.textContent = text;
}

/** Whether a form is on its way: what it leads to is the next page, whatever happens to this one meanwhile. */
let leaving = false;

/** Puts the page's new main part in the place of the old one; keeps the reader's place where it can. */
async function refresh() {
  const response = await fetch(main.dataset.page, { headers: { Accept: 'text/html' }, cache: 'no-store' });
  if (leaving) return;
  if (!response.ok || response.redirected) {
    location.assign(main.dataset.page);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('contenu');
  if (fresh === null) return;
  const focused = main.contains(document.activeElement) ? document.activeElement.id : null;
  const open = [...main.querySelectorAll('details[open][id]')].map(({ id }) => id);
  main.replaceChildren(...fresh.childNodes);
  main.dataset.version = fresh.dataset.version;
  document.title = page.title;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused !== null) (document.getElementById(focused) ?? main).focus({ preventScroll: true });
  document.getElementById('fait')?.remove();
  announce(announcements.dataset.changed);
}

/** Listens for new states of what the page shows while somebody looks at it. */
function listen() {
  let source = null;
  const start = () => {
    if (source !== null || document.hidden) return;
    source = new EventSource(main.dataset.stream);
    source.addEventListener('dossier', ({ data }) => {
      if (!leaving && JSON.parse(data).version > Number(main.dataset.version)) void refresh();
    });
    source.addEventListener('error', () => {
      // The browser reconnects by itself, unless it was told not to: logged out, or deleted.
      if (source?.readyState === EventSource.CLOSED) announce(announcements.dataset.lost);
    });
  };
  const stop = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  addEventListener('pagehide', stop);
  addEventListener('pageshow', start);
  start();
}

/** Keeps an impatient second click from sending a form again; the server would take both as one anyway. */
function guardForms() {
  document.addEventListener('submit', ({ target }) => {
    leaving = true;
    setTimeout(() => {
      for (const button of target.querySelectorAll('button')) button.setAttribute('aria-busy', 'true');
    });
  });
  addEventListener('pageshow', () => {
    leaving = false;
    for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
  });
}

if (main?.dataset.stream) listen();
guardForms();
document.getElementById('erreurs')?.focus();
