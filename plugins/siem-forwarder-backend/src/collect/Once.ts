/** Reads each thing once, and hands the same promise to everyone who asks for it. */
export class Once<T> {
  readonly #promises = new Map<string, Promise<T>>();

  get(key: string, read: () => Promise<T>): Promise<T> {
    let promise = this.#promises.get(key);
    if (!promise) {
      promise = read();
      this.#promises.set(key, promise);
    }
    return promise;
  }
}
