import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

// Entra leads back to this page, which hands the answer to the one that asked
broadcastResponseToMainFrame().catch(() => {
  const sentence = document.querySelector("#sentence");
  if (sentence) {
    sentence.textContent = "Nobody is waiting for this page. You may close it.";
  }
});
