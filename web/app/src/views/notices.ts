import { byId, element } from "./elements.js";

/** Tells something that is worth knowing and is no refusal; the same sentence only once. */
export function tell(sentence: string): void {
  const place = byId("notices");
  if (![...place.children].some((it) => it.textContent === sentence)) {
    place.append(element("p", sentence));
  }
}

/** Says in one sentence what is going on; screen readers speak it. */
export function say(sentence: string): void {
  const status = byId("status");
  if (status.textContent !== sentence) {
    status.textContent = sentence;
  }
}
