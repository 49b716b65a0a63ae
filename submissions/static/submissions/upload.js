// Send one photograph up, as it is, with its progress.

const AGAIN_BY_ITSELF = 2;

export function upload({ file, address, key, token, words, onProgress }) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => settle({ request, resolve, reject, words }));
    request.addEventListener("error", () => reject(new Broken(words.uploadBroken)));
    request.addEventListener("timeout", () => reject(new Broken(words.uploadBroken)));
    request.addEventListener("abort", () => reject(new Refused("")));
  });
  request.open("POST", address);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRFToken", token);
  request.setRequestHeader("X-Form-Key", key);
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.send(file);
  return { answer, stop: () => request.abort() };
}

// The line broke; another try may help. A refusal is final.
export class Broken extends Error {}
export class Refused extends Error {}

function settle({ request, resolve, reject, words }) {
  let said = {};
  try {
    said = JSON.parse(request.responseText);
  } catch {
    // Not from us: a proxy's page. The status says enough.
  }
  if (request.status === 201) return resolve(said);
  if (said.error) return reject(new Refused(said.error));
  return reject(new Broken(words.uploadBroken));
}

export function worthAnotherTry(error, tries) {
  return error instanceof Broken && tries < AGAIN_BY_ITSELF;
}
