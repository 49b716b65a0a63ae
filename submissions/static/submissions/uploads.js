// Sends files up by tus, through Uppy: in pieces, again after a broken line, and from
// where it stopped, also after the browser was closed. Loaded with the first file.

// A proxy that keeps whole requests back costs at most so much when the line breaks.
const PIECE = 4 * 1024 * 1024;
const AT_ONCE = 2;
const PAUSES = [500, 1000, 2000, 4000, 8000, 15000, 30000];
// What goes wrong is said beside the file, not in the console.
const QUIET = { debug() {}, warn() {}, error() {} };
export const TUS = { "Tus-Resumable": "1.0.0" };

export class Uploads {
  #loading = null;
  #watched = new Map();

  // With `link` the files go under a one-off link instead of into a form.
  constructor({ address, key, words, link = "" }) {
    Object.assign(this, { address, key, words, link });
    window.addEventListener("online", () => this.#retryBroken());
  }

  // Fetches the library; harmless when it is there already.
  load() {
    this.#loading ??= import("../vendor/uppy.js").then((library) => this.#start(library));
    this.#loading.catch(() => (this.#loading = null));
    return this.#loading;
  }

  // `on` hears progress(id, bytes, total), broken(), arrived(id), failed(sentence, again).
  // Gives the handle with which a person pauses, goes on, tries again or takes out.
  async send(file, purpose, on) {
    let uppy;
    try {
      uppy = await this.load();
    } catch {
      on.failed(this.words.uploadBroken, () => this.send(file, purpose, on));
      return null;
    }
    const name = file.name || "photo.png";
    const { link } = this;
    const meta = { purpose, filename: name, link, form: link ? "" : this.key() };
    let id;
    try {
      id = uppy.addFile({ name, type: file.type, data: file, meta });
    } catch {
      on.failed(this.words.twice, null);
      return null;
    }
    uppy.setFileState(id, { tus: { onShouldRetry: (...said) => retried(on, ...said) } });
    const watched = { on, broken: false };
    this.#watched.set(id, watched);
    return {
      toggle: () => uppy.pauseResume(id),
      retry: () => this.#retry(uppy, id),
      stop: () => this.#watched.delete(id) && uppy.removeFile(id),
    };
  }

  #start({ Uppy, Tus }) {
    // The instance's name is part of a file's mark: the same file in another form is
    // another upload.
    const uppy = new Uppy({ id: `form-${this.key()}`, autoProceed: true, logger: QUIET });
    uppy.use(Tus, {
      endpoint: new URL(this.address, location.href).href,
      allowedMetaFields: ["purpose", this.link ? "link" : "form", "filename"],
      chunkSize: PIECE,
      limit: AT_ONCE,
      retryDelays: PAUSES,
      removeFingerprintOnSuccess: true,
    });
    uppy.on("upload-progress", (file, { bytesUploaded, bytesTotal }) => {
      const id = idOf(uppy.getFile(file.id)?.tus?.uploadUrl);
      this.#of(file)?.on.progress(id, bytesUploaded, bytesTotal);
    });
    uppy.on("upload-success", (file, { uploadURL }) => {
      this.#of(file)?.on.arrived(idOf(uploadURL));
      this.#watched.delete(file.id);
      // What has arrived may be chosen again. Not at once: while the uploader still
      // listens, taking a file out would end the upload.
      setTimeout(() => uppy.removeFile(file.id));
    });
    uppy.on("upload-error", (file, _error, answer) => this.#failed(uppy, file, answer));
    return uppy;
  }

  #of(file) {
    return this.#watched.get(file?.id);
  }

  #failed(uppy, file, answer) {
    const watched = this.#of(file);
    if (!watched) return;
    const status = answer?.status ?? 0;
    const final = status >= 400 && status < 500 && status !== 423;
    const sentence = final ? sentenceOf(answer) : "";
    watched.broken = !final;
    watched.on.failed(sentence || this.words.uploadBroken, final ? null : () => this.#retry(uppy, file.id));
    if (!final) return;
    this.#watched.delete(file.id);
    setTimeout(() => uppy.removeFile(file.id));
  }

  #retry(uppy, id) {
    const watched = this.#watched.get(id);
    if (!watched) return;
    watched.broken = false;
    watched.on.broken();
    uppy.retryUpload(id);
  }

  async #retryBroken() {
    const uppy = await this.#loading;
    for (const [id, { broken }] of this.#watched) if (broken) this.#retry(uppy, id);
  }
}

function retried(on, error, _attempt, _options, ordinary) {
  const again = ordinary(error);
  if (again) on.broken();
  return again;
}

// The server says why in a whole sentence; a proxy's page is no sentence.
function sentenceOf({ body }) {
  const request = body?.xhr;
  const kind = request?.getResponseHeader?.("Content-Type") ?? "";
  return kind.startsWith("text/plain") ? request.responseText.trim() : "";
}

export function idOf(address) {
  return address ? new URL(address, location.href).pathname.split("/").filter(Boolean).at(-1) : "";
}
