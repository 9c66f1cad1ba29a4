import { spawn } from "node:child_process";
import { once } from "node:events";

/** A process, and what it says. */
export class Child {
  said = "";
  readonly #process;
  readonly #ended;

  constructor(
    readonly name: string,
    options: string[],
  ) {
    this.#process = spawn(name, options, { stdio: ["ignore", "pipe", "pipe"] });
    this.#ended = once(this.#process, "exit").catch((error: Error) => (this.said += error.message));
    this.#process.stdout.on("data", (it) => (this.said += it));
    this.#process.stderr.on("data", (it) => (this.said += it));
  }

  lines(pattern: RegExp): string[] {
    return this.said.split("\n").filter((it) => pattern.test(it));
  }

  requireAlive(): void {
    if (this.#process.exitCode !== null || this.#process.pid === undefined) {
      throw new Error(`${this.name} has ended: ${this.said}`);
    }
  }

  /** Hands on what was begun with this process, and ends it where that failed. */
  async orEnd<T>(begun: Promise<T>): Promise<T> {
    try {
      return await begun;
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  async end(): Promise<void> {
    this.#process.kill();
    await this.#ended;
  }
}
