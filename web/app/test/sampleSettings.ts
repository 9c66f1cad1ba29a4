import type { Settings } from "../src/settings.js";

/** The broker's own API, where it has one. */
export const API = { clientId: "d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e", scope: "access_as_user" };

/** A page of Teams users, whose broker takes their tokens alone. */
export const SETTINGS: Settings = {
  brokerUrl: "https://broker.example",
  clientId: "",
  tenantId: "organizations",
  authorityHost: "https://login.microsoftonline.com",
  brokerApi: undefined,
  scopes: {},
  userKinds: ["teams"],
  guestTenants: [],
  localCloud: false,
};
