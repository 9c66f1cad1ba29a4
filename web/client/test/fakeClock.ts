import type { Clock } from "../dist/clock.js";

interface Timer {
  readonly due: number;
  readonly delay: number;
  readonly run: () => void;
}

/** A clock that moves only when told to, and a chance that is always the same. */
export class FakeClock implements Clock {
  /** What this device believes; set it to set the clock. */
  time = Date.parse("2026-05-04T10:00:00Z");
  chance = 0;
  #passed = 0;
  readonly #timers = new Set<Timer>();
  #ended = () => {};
  readonly #expected = new Map<number, () => void>();

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance;
  }

  after(delay: number, run: () => void): () => void {
    const timer = { due: this.#passed + delay, delay, run };
    this.#timers.add(timer);
    this.#expected.get(delay)?.();
    this.#expected.delete(delay);
    return () => {
      this.#timers.delete(timer);
      this.#ended();
    };
  }

  /** The delays of all timers that run, in milliseconds, shortest first. */
  get pending(): number[] {
    return [...this.#timers].map(({ delay }) => delay).sort((a, b) => a - b);
  }

  /** Resolves as soon as somebody waits for exactly so long. */
  async waiting(delay: number): Promise<void> {
    if (!this.pending.includes(delay)) {
      await new Promise<void>((resolve) => this.#expected.set(delay, resolve));
    }
  }

  /** Resolves as soon as nobody waits for anything. */
  async idle(): Promise<void> {
    while (this.#timers.size > 0) {
      await new Promise<void>((resolve) => (this.#ended = resolve));
    }
  }

  /** Waits until somebody waits for exactly so long, and lets that time pass. */
  async passes(delay: number): Promise<void> {
    await this.waiting(delay);
    this.advance(delay);
  }

  /** Lets time pass: the clock moves on, and what is due runs. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
    this.#passed += milliseconds;
    this.wake();
  }

  /** Lets time pass as in a tab that sleeps: no timer runs until it wakes. */
  sleep(milliseconds: number): void {
    this.time += milliseconds;
    this.#passed += milliseconds;
  }

  /** Runs what is due. */
  wake(): void {
    for (const timer of [...this.#timers].sort((a, b) => a.due - b.due)) {
      if (timer.due <= this.#passed && this.#timers.delete(timer)) {
        timer.run();
        this.#ended();
      }
    }
  }
}
