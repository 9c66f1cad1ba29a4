// Somebody with a browser, as far as signing in at the local Entra needs them: they pick
// themselves, and the browser submits what submits itself. node person.js <page> <code> <user name>
// enters the code of a device.
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const attributes = (tag) =>
  Object.fromEntries(
    [...tag.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]),
  );

const unescaped = (html) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

async function opened(address, init) {
  const response = await fetch(address, init);
  const html = await response.text();
  if (!response.ok) {
    throw new Error(`${response.status} ${html}`);
  }
  return html;
}

/** Submits the first form of a page, with what else is filled in. */
function submitted(html, page, filledIn) {
  const [, tag, content] = html.match(/<form([^>]*)>(.*?)<\/form>/s);
  const body = new URLSearchParams(filledIn);
  for (const [, input] of content.matchAll(/<input type="hidden"([^>]*)>/g)) {
    const { name, value } = attributes(input);
    body.append(name, value);
  }
  return opened(attributes(tag).action ?? page, { method: "POST", body });
}

/** Opens the page that an application has sent them to; what the application shows at the end. */
export async function signIn(address, userName) {
  const picker = await opened(address);
  const wanted = `local_user=${encodeURIComponent(userName)}`;
  const link = [...picker.matchAll(/<a href="([^"]*)"/g)]
    .map(([, href]) => href)
    .find((href) => href.endsWith(wanted));
  if (!link) {
    throw new Error(`nobody to pick: ${picker}`);
  }
  return submitted(await opened(new URL(unescaped(link), address)), address, {});
}

/** Opens the page that a device has named, and enters its code there. */
export async function enter(page, code, userName) {
  const who = await opened(`${page}?otc=${encodeURIComponent(code)}`);
  return submitted(who, page, { local_user: userName });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await enter(argv[2], argv[3], argv[4]);
}
