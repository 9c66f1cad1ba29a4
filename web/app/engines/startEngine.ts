import { driven, DRIVERS } from "./driver.js";
import type { Engine } from "./engine.js";
import { firefox } from "./firefox.js";

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
