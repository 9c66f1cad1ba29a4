import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { type Ask, WebDriverError } from "./webDriver.js";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE = 20_000;
/** What a window that shows another page meanwhile, or nothing yet, answers. */
const NOT_YET = [
  "no such element",
  "stale element reference",
  "no such window",
  "javascript error",
];
const BETWEEN_LOOKS = 50;
const LET_IT_WORK = 1000;

/** The browser's windows, one of which is looked at, as a person does: by what can be read. */
export class BrowserWindow {
  constructor(readonly ask: Ask) {}

  async open(address: string): Promise<void> {
    await this.ask("POST /url", { url: address });
  }

  async reload(): Promise<void> {
    await this.ask("POST /refresh", {});
  }

  /** Runs a script's text, and gives what it returns. */
  async run(script: string, ...args: unknown[]): Promise<any> {
    return this.ask("POST /execute/sync", { script, args });
  }

  /** Clicks a button or a link whose name begins so, as soon as it is there. */
  async click(name: string): Promise<void> {
    await until(`something to click that is called ${name}`, async () => {
      await this.#clickNow(name);
      return true;
    });
  }

  /** Waits until an element of this selector says so. */
  async says(selector: string, sentence: RegExp): Promise<string> {
    const script = "return document.querySelector(arguments[0])?.innerText ?? ''";
    let said = "";
    await until(
      () => `${sentence} in ${selector}, which says: ${said}`,
      async () => sentence.test((said = await this.run(script, selector))),
    );
    return said;
  }

  /** Clicks this name in the window that `act` opens until that is gone, and looks at this one again. */
  async inPopup(act: () => Promise<void>, name: string): Promise<void> {
    const own = await this.ask("GET /window");
    await act();
    let opened: string | undefined;
    await until("a window that opens", async () => {
      const all: string[] = await this.ask("GET /window/handles");
      return Boolean((opened = all.find((it) => it !== own)));
    });
    await until(`the window to close where ${name} is clicked`, async () => {
      await this.ask("POST /window", { handle: own });
      if ((await this.ask("GET /window/handles")).length === 1) {
        return true;
      }
      await this.ask("POST /window", { handle: opened });
      // A click misses where the window gets its size meanwhile
      await this.#clickNow(name);
      await pause(LET_IT_WORK);
      return false;
    });
  }

  async #clickNow(name: string): Promise<void> {
    const named = `starts-with(normalize-space(), '${name}')`;
    const value = `//*[self::a or self::button][not(ancestor-or-self::*[@hidden])][${named}]`;
    const found = await this.ask("POST /element", { using: "xpath", value });
    await this.ask("POST /element/click", { id: found[ELEMENT] });
  }
}

/** Looks again and again, and fails with what was waited for. */
export async function until(
  what: string | (() => string),
  look: () => Promise<boolean>,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  let last: unknown;
  while (Date.now() < end) {
    try {
      if (await look()) {
        return;
      }
    } catch (error) {
      if (!(error instanceof WebDriverError && NOT_YET.includes(error.code))) {
        throw error;
      }
      last = error.message;
    }
    await pause(BETWEEN_LOOKS);
  }
  assert.fail(`Waited in vain for ${typeof what === "string" ? what : what()}. ${last ?? ""}`);
}
