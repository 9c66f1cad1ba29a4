import type { BrowserWindow } from "./browserWindow.js";
import { driven, DRIVERS } from "./driver.js";
import { firefox } from "./firefox.js";

/** A browser that has been started. */
export interface Engine {
  readonly window: BrowserWindow;
  /** Where the page is for it. */
  readonly address: string;
  /** Errors and warnings of pages, so far. */
  console(): Promise<string[]>;
  end(): Promise<void>;
}

/** Starts the browser of this name, for the page at this address. */
export async function startEngine(name: string, address: string): Promise<Engine> {
  if (name === "firefox") {
    return firefox(address);
  }
  const driver = DRIVERS[name];
  if (!driver) {
    throw new Error(`ENGINE is one of firefox, ${Object.keys(DRIVERS).join(", ")}.`);
  }
  return driven(driver, address);
}
