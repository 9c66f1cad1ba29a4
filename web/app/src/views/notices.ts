import { byId, element } from "./elements.js";

/** Tells something that is worth knowing and is no refusal; the same sentence only once. */
export function tell(sentence: string): void {
  const place = byId("notices");
  if (![...place.children].some((it) => it.textContent === sentence)) {
    place.append(element("p", sentence));
  }
}

/** Says in one sentence what is going on, and how good that is; screen readers speak it. */
export function say(sentence: string, mood: "bad" | "calm" | "good" = "calm"): void {
  const status = byId("status");
  status.dataset.mood = mood;
  if (status.textContent !== sentence) {
    status.textContent = sentence;
  }
}
