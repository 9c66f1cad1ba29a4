import type { BrowserWindow } from "./browserWindow.js";

/** A browser that has been started. */
export interface Engine {
  readonly window: BrowserWindow;
  /** Where the page is for it. */
  readonly address: string;
  /** Errors and warnings of pages, so far. */
  console(): Promise<string[]>;
  end(): Promise<void>;
}
