import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";
import { noteReturn } from "./return.js";

// Entra leads back to this page, which hands the answer to the one that asked
async function handOn(): Promise<void> {
  noteReturn();
  await broadcastResponseToMainFrame();
}

handOn().catch(() => {
  const sentence = document.querySelector("#sentence");
  if (sentence) {
    sentence.textContent = "Nobody is waiting for this page. You may close it.";
  }
});
