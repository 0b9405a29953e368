// Helps with the forms of an account. Every form works without this file.

/** Ticks the rules of a new password while it is typed; nothing is kept. */
function tickRules(list) {
  const input = document.getElementById(list.dataset.passwordRules);
  let timer = null;
  const judge = async () => {
    const response = await fetch('/api/password-checks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ password: input.value }),
    });
    if (!response.ok) return;
    for (const { rule, broken } of (await response.json()).rules) {
      const mark = list.querySelector(`[data-rule="${rule}"]`);
      if (mark !== null) mark.dataset.kept = String(!broken && input.value !== '');
    }
  };
  input?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(judge, 300);
  });
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Does the work that stands for reading the code (ALTCHA, PBKDF2): about a second. */
async function solve({ parameters }) {
  const { nonce, salt, cost, keyLength, keyPrefix } = parameters;
  const start = bytesOf(nonce);
  const text = new Uint8Array(start.length + 4);
  text.set(start);
  const rules = { name: 'PBKDF2', salt: bytesOf(salt), iterations: cost, hash: 'SHA-256' };
  for (let counter = 0; ; counter += 1) {
    new DataView(text.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = hexOf(new Uint8Array(await crypto.subtle.deriveBits(rules, key, keyLength * 8)));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

/** Offers the work in place of the code, to whoever cannot read it. */
function offerWork(part) {
  const form = part.closest('form');
  const button = part.querySelector('button');
  const said = part.querySelector('[role=status]');
  part.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    said.textContent = said.dataset.working;
    const challenge = JSON.parse(part.dataset.challenge);
    const solution = await solve(challenge);
    form.elements.proof.value = btoa(JSON.stringify({ challenge, solution }));
    form.requestSubmit(form.querySelector('button:not([type])'));
  });
}

/** Moves what a mailed link says after its « # » into the form, and out of the address. */
function takeToken(input) {
  if (location.hash.length < 20) return;
  input.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
}

/** Says whom an invitation is for, or that it is no longer good, before anything is typed. */
async function sayInvitee(form) {
  const said = form.querySelector('#invite');
  const token = form.elements.token.value;
  if (said === null || token === '') return;
  const response = await fetch(form.dataset.check, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (response.ok) {
    const { email, organisation } = await response.json();
    said.className = 'notice';
    said.textContent = said.dataset.for.replace('{email}', email).replace('{organisation}', organisation);
  } else if (response.status === 410) {
    said.className = 'alert';
    said.textContent = said.dataset.notValid;
  }
}

const token = document.getElementById('token');
if (token !== null) takeToken(token);
for (const list of document.querySelectorAll('[data-password-rules]')) tickRules(list);
for (const part of document.querySelectorAll('[data-challenge]')) offerWork(part);
for (const form of document.querySelectorAll('[data-check]')) sayInvitee(form);
