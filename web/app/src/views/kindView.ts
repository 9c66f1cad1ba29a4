import { KIND_WORDS, wayOf } from "../kindWords.js";
import type { Settings } from "../settings.js";
import type { UserKind } from "../userKind.js";
import { byId, element } from "./elements.js";

/** Lets people choose the kind of user, where the broker offers more than one. */
export function offerKinds(
  kinds: readonly UserKind[],
  chosen: UserKind,
  choose: (kind: UserKind) => void,
): void {
  byId("kinds").hidden = kinds.length < 2;
  byId("kinds").append(...kinds.map((kind) => choiceOf(kind, kind === chosen, choose)));
}

function choiceOf(kind: UserKind, isChosen: boolean, choose: (kind: UserKind) => void) {
  const { label, meaning } = KIND_WORDS[kind];
  const radio = element("input", "");
  Object.assign(radio, { type: "radio", name: "kind", value: kind, checked: isChosen });
  radio.addEventListener("change", () => choose(kind));
  const row = element("label", "");
  row.append(radio, element("b", label), element("small", meaning));
  return row;
}

/** Says what will happen for this kind of user, and whom to pick in the local cloud. */
export function explainKind(settings: Settings, kind: UserKind): void {
  const { lead, worthPicking } = KIND_WORDS[kind];
  byId("lead").textContent = lead;
  byId("worth-picking").textContent = worthPicking;
  byId("way").replaceChildren(
    ...wayOf(settings, kind).map(([what, how]) => {
      const step = element("li", "");
      step.append(element("b", what), ` ${how}`);
      return step;
    }),
  );
}
