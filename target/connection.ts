import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import type { Receiver } from './receiver.ts';

/** What the pool hands on untouched, unlike the handler, which it wraps. */
export interface DispatchOptions extends Dispatcher.DispatchOptions {
  readonly receiver?: Receiver;
}

/** One connection of the pool, which knows whether it has been of use before. */
export class Connection extends Client {
  #answered = 0;

  constructor(origin: URL, options: object) {
    super(origin, options);
    this.on('connect', () => { this.#answered = 0; });
  }

  override dispatch(options: DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    options.receiver?.travelsOn({ isReused: () => this.#answered > 0, answered: () => { this.#answered += 1; } });
    return super.dispatch(options, handler);
  }
}
