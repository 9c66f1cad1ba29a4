// What pages find in a browser, as far as these need it. It is imported before anything that looks.
import { Window } from "happy-dom";

const window = new Window({ url: "http://localhost:5173/" });
for (const name of ["window", "document", "location", "navigator"]) {
  const value = name === "window" ? window : window[name];
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
