// Two versions of one piece, written on two machines: a calm notice with both choices.
// After a choice the other one stays a click away.

export class Versions {
  constructor({ root, words, onChoose }) {
    Object.assign(this, { root, words, onChoose });
    this.said = root.querySelector("[data-versions-said]");
    this.mine = root.querySelector("[data-take-mine]");
    this.theirs = root.querySelector("[data-take-theirs]");
    this.mine.addEventListener("click", () => this.#choose("mine"));
    this.theirs.addEventListener("click", () => this.#choose("theirs"));
  }

  // `side` is what she chose before, if she did.
  offer({ time, side }) {
    this.time = time;
    this.root.hidden = false;
    this.#show(side);
  }

  #choose(side) {
    this.onChoose(side);
    this.#show(side);
    (side === "mine" ? this.theirs : this.mine).focus();
  }

  #show(side) {
    const sentence = { mine: this.words.versionMine, theirs: this.words.versionTheirs }[side];
    this.said.textContent = (sentence ?? this.words.versionLater).replace("{time}", this.time);
    this.mine.hidden = side === "mine";
    this.theirs.hidden = side === "theirs";
    this.mine.textContent = side ? this.words.showMine : this.words.keepMine;
    this.theirs.textContent = side ? this.words.showTheirs : this.words.takeTheirs;
  }
}
