// What a developer writes around the snippets of docs/clients.md, which the test puts beside it
import { PublicClientApplication } from "@azure/msal-browser";
import { localMsal } from "./localMsal.ts";
import { signIn, teamsCredential } from "./teamsCredential.ts";

const { broker, entra, without } = Object.fromEntries(new URLSearchParams(location.search));
const status = document.querySelector("[role=status]");

/** What MSAL does with the address of the local cloud alone. */
async function msalWithout() {
  const authority = `${entra}/organizations`;
  const clientId = "7f5d1927-25eb-4dd2-af04-34d4735b6c38";
  const redirectUri = new URL("/redirect.html", location.href).href;
  const msal = new PublicClientApplication({ auth: { clientId, authority, redirectUri } });
  await msal.initialize();
  return msal;
}

const msal = without ? await msalWithout() : await localMsal(entra);
const credential = teamsCredential(msal, broker);

document.querySelector("#sign-in").addEventListener("click", async () => {
  try {
    await signIn(msal);
    const { token } = await credential.getToken();
    const { skypeid } = JSON.parse(atob(token.split(".")[1]));
    status.textContent = `${msal.getActiveAccount().username} is ${skypeid} at ACS.`;
  } catch (error) {
    status.textContent = `No token: ${error.errorCode ?? error.code ?? error}`;
  }
});
status.textContent = "Nobody has signed in.";
