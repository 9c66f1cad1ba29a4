import type { Settings } from "../settings.js";
import { byId, element } from "./elements.js";

/** Leads guests to the organisation that they visit, and back to their own. */
export function offerGuestTenants({ tenantId, guestTenants }: Settings): void {
  const place = byId("guests");
  place.hidden = guestTenants.length === 0;
  const here = guestTenants.find((it) => it.tenantId === tenantId);
  if (here) {
    place.append(
      `You sign in at ${here.name}, as its guests have to. `,
      link("Sign in at your own organisation", "."),
    );
    return;
  }
  place.append("A guest signs in at the organisation that they visit: ");
  guestTenants.forEach(({ name, tenantId }, at) =>
    place.append(at ? ", " : "", link(name, `?tenant=${encodeURIComponent(tenantId)}`)),
  );
  place.append(".");
}

function link(text: string, address: string): HTMLAnchorElement {
  const made = element("a", text);
  made.href = address;
  return made;
}
