import assert from "node:assert/strict";
import { test } from "node:test";
import { consentAddress } from "../src/consent.js";
import { SETTINGS } from "./sampleSettings.js";

const CONSENT = "https://localhost:38109/contoso/adminconsent?client_id=broker";
const settings = { ...SETTINGS, authorityHost: "http://localhost:7072", localCloud: true };

test("an administrator consents where the broker says", () => {
  assert.equal(consentAddress(CONSENT, { ...settings, localCloud: false }), CONSENT);
});

test("in the local cloud no certificate is in the way of consent", () => {
  assert.equal(
    consentAddress(CONSENT, settings),
    "http://localhost:7072/contoso/adminconsent?client_id=broker",
  );
});
