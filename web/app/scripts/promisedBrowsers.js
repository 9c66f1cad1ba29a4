import { readFileSync } from "node:fs";

const LIST = new URL("../../.browserslistrc", import.meta.url);

/** The oldest version that is promised of each browser, by its name at browserslist. */
export function promisedBrowsers() {
  const lines = readFileSync(LIST, "utf8").matchAll(/^(\w+) >= ([\d.]+)$/gm);
  return new Map([...lines].map(([, browser, version]) => [browser, Number(version)]));
}

/** The same as targets of a build with Vite. */
export function buildTargets() {
  return [...promisedBrowsers()].map(([name, oldest]) => name.replace("ios_saf", "ios") + oldest);
}
