// Talk to the server. Edits come faster than pages are set: one question is on its way, and
// of those that came meanwhile only the newest is asked next.

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

export class Refusal extends Error {
  constructor(status, said) {
    super(said.detail ?? said.non_field_errors?.[0] ?? JSON.stringify(said));
    this.status = status;
    this.code = said.code ?? "";
  }
}

export async function send(address, method, body, more = {}) {
  const answer = await fetch(address, {
    method,
    headers: {
      Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token(),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    ...more,
  });
  if (answer.status === 204) return null;
  const said = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, said);
  return said;
}

export class Asker {
  constructor(address, { known, shown, failed, busy }) {
    Object.assign(this, { address, known, shown, failed, busy });
    this.next = null;
    this.isAsking = false;
  }

  ask(state) {
    this.next = state;
    if (!this.isAsking) this.#work();
  }

  async #work() {
    this.isAsking = true;
    this.busy(true);
    while (this.next) {
      const state = this.next;
      this.next = null;
      const begin = performance.now();
      try {
        const page = await send(this.address, "POST", { ...state, known: this.known() });
        await this.shown(page, state);
        performance.measure("guidekit-edit", { start: begin });
      } catch (error) {
        this.failed(error);
      }
    }
    this.isAsking = false;
    this.busy(false);
  }
}
