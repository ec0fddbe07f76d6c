/** The few methods of Node's EventEmitter that p2p-media-loader calls, without Node's. */
export class Emitter<Events extends Record<string, unknown[]>> {
  readonly #listeners: { [Name in keyof Events]?: Set<(...details: Events[Name]) => void> } = {}

  on<Name extends keyof Events>(name: Name, listener: (...details: Events[Name]) => void): void {
    this.#listeners[name] ??= new Set()
    this.#listeners[name].add(listener)
  }

  off<Name extends keyof Events>(name: Name, listener: (...details: Events[Name]) => void): void {
    this.#listeners[name]?.delete(listener)
  }

  emit<Name extends keyof Events>(name: Name, ...details: Events[Name]): void {
    for (const listener of [...(this.#listeners[name] ?? [])]) listener(...details)
  }
}
