/** The element with this id, which the page's HTML has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return found(document.querySelector<T>(`#${id}`), id);
}

/** A part of a card, by its name in the HTML. */
export function part<T extends HTMLElement = HTMLElement>(card: ParentNode, name: string): T {
  return found(card.querySelector<T>(`[data-part="${name}"]`), name);
}

/** A new card of a template. */
export function fromTemplate(id: string): HTMLElement {
  const { content } = byId<HTMLTemplateElement & HTMLElement>(id);
  return found(content.cloneNode(true) as DocumentFragment, id).firstElementChild as HTMLElement;
}

/** A new element with text in it, which is never taken for HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A new element with an address or an id in it, which breaks where its parts end. */
export function breakable<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  const parts = text.split(/(?<=[/@:.,_-])(?=\w)/);
  made.append(...parts.flatMap((it) => [it, document.createElement("wbr")]));
  return made;
}

/** A new button. */
export function button(text: string, pressed: () => void): HTMLButtonElement {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

function found<T>(it: T | null, name: string): T {
  if (it === null) {
    throw new Error(`The page has no ${name}.`);
  }
  return it;
}
