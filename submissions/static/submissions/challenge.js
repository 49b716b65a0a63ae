// The proof of work of /challenge/ (ALTCHA, PBKDF2): found by the browser's own
// cryptography, off the main thread. Plain http has none: then a code by mail does it.

const AT_ONCE = 8;

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
const hexOf = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array(nonce.length + 4);
  password.set(nonce);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: cost };
  return hexOf(await crypto.subtle.deriveBits(way, key, keyLength * 8));
}

// Returns what the form's field carries, or nothing where it cannot be found.
export async function solved(address) {
  if (!globalThis.crypto?.subtle) return "";
  const challenge = await (await fetch(address, { cache: "no-store" })).json();
  const asked = challenge.parameters;
  const work = { ...asked, nonce: bytes(asked.nonce), salt: bytes(asked.salt) };
  for (let start = 0; start < 100_000; start += AT_ONCE) {
    const counters = Array.from({ length: AT_ONCE }, (_, place) => start + place);
    const keys = await Promise.all(counters.map((counter) => derive(work, counter)));
    const place = keys.findIndex((key) => key.startsWith(asked.keyPrefix));
    if (place >= 0) {
      const solution = { counter: start + place, derivedKey: keys[place] };
      return btoa(JSON.stringify({ challenge, solution }));
    }
  }
  return "";
}
