// Going on elsewhere: the piece on another machine, photographs from the telephone.

export class Elsewhere {
  #until = 0;

  constructor({ form, keeping, address, words, announce, onOpen }) {
    Object.assign(this, { form, keeping, address, words, announce, onOpen });
    this.resume = document.querySelector("[data-elsewhere]");
    this.phone = document.querySelector("[data-phone]");
    for (const opener of document.querySelectorAll("[data-elsewhere-open]")) {
      opener.addEventListener("click", () => this.#openResume());
    }
    for (const opener of document.querySelectorAll("[data-phone-open]")) {
      opener.addEventListener("click", () => this.#openPhone());
    }
    for (const dialog of [this.resume, this.phone]) this.#wire(dialog);
    const mail = this.resume.querySelector("[data-mail]");
    mail.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#mail(mail);
    });
  }

  // A telephone may be sending just now.
  get isOpen() {
    return Date.now() < this.#until;
  }

  came(count) {
    if (!count) return;
    const sentence = this.words.phoneCame.replace("{count}", count);
    this.phone.querySelector("[data-said]").textContent = sentence;
    this.announce(sentence);
  }

  async #openResume() {
    this.resume.showModal();
    this.#say(this.resume, this.words.linkMaking);
    const there = await this.keeping.server.save();
    const { resume } = this.keeping.server;
    if (!resume) return this.#say(this.resume, there ? this.words.linkEmpty : this.words.linkFailed);
    this.#show(this.resume, resume, `${this.address}${this.keeping.key.value}/code/`);
    const mail = this.resume.querySelector("[name=email]");
    mail.value ||= this.form.elements.contact_email.value;
    return this.#say(this.resume, "");
  }

  async #openPhone() {
    this.phone.showModal();
    if (this.isOpen) return;
    this.#say(this.phone, this.words.linkMaking);
    try {
      await this.keeping.server.save();
      const said = await this.#post("phone/", {});
      if (!said.url) return this.#say(this.phone, said.error || this.words.linkFailed);
      this.#until = new Date(said.until).getTime();
      this.#show(this.phone, said.url, `data:image/svg+xml,${encodeURIComponent(said.qr)}`);
      this.#say(this.phone, this.words.phoneWaiting);
      return this.onOpen();
    } catch {
      return this.#say(this.phone, this.words.linkFailed);
    }
  }

  async #mail(form) {
    this.#say(this.resume, this.words.mailing);
    try {
      const said = await this.#post("mail/", { email: form.elements.email.value });
      this.#say(this.resume, said.error || this.words.mailed.replace("{email}", said.mailed ?? form.elements.email.value));
    } catch {
      this.#say(this.resume, this.words.linkFailed);
    }
  }

  async #post(what, body) {
    const answer = await fetch(`${this.address}${this.keeping.key.value}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify(body),
    });
    return answer.json();
  }

  #show(dialog, link, picture) {
    dialog.querySelector("[data-link]").value = link;
    dialog.querySelector("[data-open]").href = link;
    dialog.querySelector("[data-code]").src = picture;
    dialog.querySelector("[data-ready]").hidden = false;
  }

  #say(dialog, sentence) {
    dialog.querySelector("[data-said]").textContent = sentence;
  }

  #wire(dialog) {
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    // A click beside the sheet closes it, too.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    const link = dialog.querySelector("[data-link]");
    link.addEventListener("focus", () => link.select());
    dialog.querySelector("[data-copy]").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.value);
      } catch {
        link.select(); // no clipboard on plain http
        document.execCommand("copy");
      }
      this.#say(dialog, this.words.copied);
    });
  }
}
