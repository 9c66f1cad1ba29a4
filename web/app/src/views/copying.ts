const SHOWN = 2000;

/** Makes a button copy a text, and say so on itself for a moment. */
export function copies(button: HTMLButtonElement, text: () => string): void {
  const usual = button.textContent;
  button.addEventListener("click", async () => {
    button.textContent = await navigator.clipboard.writeText(text()).then(
      () => "Copied",
      () => "The browser does not allow it",
    );
    setTimeout(() => {
      button.textContent = usual;
    }, SHOWN);
  });
}
