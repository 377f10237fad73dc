/**
 * Lets any number through together, or one alone: questions run side by side, and while an engine is shown other texts
 * than those on disk, nobody else asks it.
 */
export class Gate {
  #inside = 0;
  #alone = false;
  readonly #waiting: { readonly alone: boolean; readonly open: () => void }[] = [];

  async together<T>(work: () => Promise<T>): Promise<T> {
    return await this.#pass(false, work);
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    return await this.#pass(true, work);
  }

  async #pass<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length > 0 || this.#blocks(alone)) {
      await new Promise<void>((open) => {
        this.#waiting.push({ alone, open });
      });
    } else {
      this.#enter(alone);
    }
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#alone = false;
      this.#admit();
    }
  }

  #blocks(alone: boolean): boolean {
    return this.#alone || (alone && this.#inside > 0);
  }

  #enter(alone: boolean): void {
    this.#inside += 1;
    this.#alone = alone;
  }

  /** In the order of arrival, so that nobody waits for ever. */
  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#blocks(next.alone)) {
        return;
      }
      this.#waiting.shift();
      this.#enter(next.alone);
      next.open();
    }
  }
}
