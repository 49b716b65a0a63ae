// What was typed is kept in this browser until the piece is received: a crash, a closed
// window or a dead line loses nothing. One draft a form; a form knows itself by its key.

const PREFIX = "guidekit.draft.";
const SENT = "guidekit.sent";
const TAB = "guidekit.tab";
const KEPT_DAYS = 7;
const DAY = 24 * 3600 * 1000;
// Another window that said so this lately is still at work on its draft.
const ALIVE = 12 * 1000;
export const HEARTBEAT = 5 * 1000;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

function names() {
  const all = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
  return all.filter((name) => name?.startsWith(PREFIX)).map((n) => n.slice(PREFIX.length));
}

// Private windows and full disks refuse to keep anything; the form works without.
function attempt(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}

export function keepDraft(key, content) {
  const now = Date.now();
  const draft = { ...content, savedAt: now, aliveAt: now };
  return attempt(() => {
    sessionStorage.setItem(TAB, key);
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  });
}

export function beat(key) {
  attempt(() => {
    const draft = read(key);
    if (!draft) return;
    localStorage.setItem(PREFIX + key, JSON.stringify({ ...draft, aliveAt: Date.now() }));
  });
}

export function draftOf(key) {
  return attempt(() => read(key));
}

// The draft of this tab, else the newest that no other open tab is writing.
export function findDraft() {
  return attempt(() => {
    dropOld();
    const own = sessionStorage.getItem(TAB);
    if (own && read(own)) return { key: own, ...read(own) };
    const drafts = names().map((key) => ({ key, ...read(key) }));
    const free = drafts.filter((draft) => Date.now() - draft.aliveAt > ALIVE);
    return free.sort((a, b) => b.savedAt - a.savedAt)[0];
  });
}

function dropOld() {
  for (const key of names()) {
    const draft = read(key);
    if (!draft || Date.now() - draft.savedAt > KEPT_DAYS * DAY) forget(key);
  }
}

export function forget(key) {
  attempt(() => localStorage.removeItem(PREFIX + key));
}

export function rememberSent(key) {
  attempt(() => sessionStorage.setItem(SENT, key));
}

// On the receipt page: the piece is with the desk, the draft may go.
export function forgetSent() {
  attempt(() => {
    const key = sessionStorage.getItem(SENT);
    if (key) forget(key);
    sessionStorage.removeItem(SENT);
    sessionStorage.removeItem(TAB);
  });
}
