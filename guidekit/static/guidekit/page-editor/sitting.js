// What a person does to a page in one sitting: the blocks and the order of stories as they
// are now, what came before, what was saved. States are never changed, only replaced.

const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

export class Sitting {
  constructor({ blocks, order, revision }) {
    this.now = { blocks, order };
    this.saved = this.now;
    this.revision = revision;
    this.before = [];
    this.after = [];
    this.watchers = [];
  }

  get isDirty() { return !same(this.now, this.saved); }

  // A state as the server takes it: the order of stories only where it was changed, so
  // that a story that came or went meanwhile does not make it a wrong one.
  asked(state) {
    return { blocks: state.blocks, order: same(state.order, this.saved.order) ? [] : state.order };
  }

  block(story) { return this.now.blocks.find((block) => block.story === story) ?? null; }

  watch(watcher) { this.watchers.push(watcher); }

  // Take a step that can be undone; one that changes nothing is none.
  step(next) {
    const state = { ...this.now, ...next };
    if (same(state, this.now)) return false;
    this.before.push(this.now);
    this.after = [];
    this.#become(state);
    return true;
  }

  change(story, edit) {
    return this.step({
      blocks: this.now.blocks.map((block) => (block.story === story ? edit(block) : block)),
    });
  }

  put(block) { return this.step({ blocks: [...this.now.blocks, block] }); }

  takeOff(story) {
    return this.step({ blocks: this.now.blocks.filter((block) => block.story !== story) });
  }

  reorder(story, by) {
    const order = [...this.now.order];
    const at = order.indexOf(story);
    const to = Math.min(Math.max(at + by, 0), order.length - 1);
    order.splice(to, 0, ...order.splice(at, 1));
    return this.step({ order });
  }

  undo() { return this.#back(this.before, this.after); }

  redo() { return this.#back(this.after, this.before); }

  // What was asked to be saved is saved; steps taken meanwhile stay unsaved.
  keep(state, revision) {
    this.saved = state;
    this.revision = revision;
    this.#tell();
  }

  #back(from, to) {
    if (!from.length) return false;
    to.push(this.now);
    this.#become(from.pop());
    return true;
  }

  #become(state) {
    this.now = state;
    this.#tell();
  }

  #tell() { for (const watcher of this.watchers) watcher(this); }
}
