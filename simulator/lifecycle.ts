/** One status that a process goes through. It is left as soon as everything that is given has happened. */
export interface Step {
  /** One of LaunchDarkly's statuses, or any other to see what a client makes of it. */
  status: string;
  /** Milliseconds that it lasts. */
  ms?: number;
  /** How many looks at the process still show it. */
  reads?: number;
  /** Lasts until the process is approved. */
  gate?: true;
}

/** The statuses of a process in order. The last one stays for ever, whatever it is. */
export type Steps = readonly (string | Step)[];

/**
 * A process that moves through its steps as time passes and as it is looked at. It has no timers: it works out where it
 * stands whenever somebody asks.
 */
export class LifeCycle {
  readonly #steps: Step[];
  readonly #onStatus: (status: string) => void;
  #index = 0;
  #entered = Date.now();
  #reads = 0;
  #approved = false;

  /** @param onStatus called once for every status that is entered, the first one included */
  constructor(steps: Steps, onStatus: (status: string) => void) {
    this.#steps = steps.map((step) => (typeof step === 'string' ? { status: step } : step));
    this.#onStatus = onStatus;
    onStatus(this.#current.status);
  }

  get #current(): Step {
    return this.#steps[this.#index]!;
  }

  /** The status now, without counting as a look. */
  get status(): string {
    this.settle();
    return this.#current.status;
  }

  /** @returns the status as a request sees it */
  look(): string {
    const { status } = this;
    this.#reads++;
    return status;
  }

  /** Opens the gate, now or for when the process gets there. */
  approve(): void {
    this.#approved = true;
    this.settle();
  }

  /** Ends the process in a status, wherever it stands. */
  end(status: string): void {
    this.settle();
    this.#steps.splice(this.#index, Number.POSITIVE_INFINITY, { status });
    this.#onStatus(status);
  }

  /** Moves on as far as time, looks and approval allow. */
  settle(): void {
    while (this.#index < this.#steps.length - 1) {
      const { ms = 0, reads = 0, gate } = this.#current;
      const end = this.#entered + ms;
      if (end > Date.now() || this.#reads < reads || (gate && !this.#approved)) return;
      this.#index++;
      this.#entered = gate || reads > 0 ? Date.now() : end;
      this.#reads = 0;
      this.#onStatus(this.#current.status);
    }
  }
}
