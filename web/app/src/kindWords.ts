import type { Settings } from "./settings.js";
import type { UserKind } from "./userKind.js";

/** What the page says of a kind of user. */
export interface KindWords {
  readonly label: string;
  readonly meaning: string;
  /** What happens, in the sentence that the page begins with. */
  readonly lead: string;
  /** Who is worth picking in the local cloud, besides somebody of a tenant that is not served. */
  readonly worthPicking: string;
}

/** A step of the way from the sign-in to a token: what happens, and how. */
export type Explained = readonly [what: string, how: string];

const EXCHANGES =
  "The broker exchanges your Entra token for one of Azure Communication Services, and this page" +
  " shows each step of it.";
const NOBODY_REFUSED = "Pick anybody: ACS refuses none of the invented people this token.";

export const KIND_WORDS: Readonly<Record<UserKind, KindWords>> = {
  teams: {
    label: "Teams user",
    meaning: "calls as themselves in Teams, with a Teams licence",
    lead: `Sign in as a Teams user. ${EXCHANGES}`,
    worthPicking:
      "Pick Adele to see an exchange, or Megan to see a refusal: she has no Teams licence" +
      " (403 teams_license_missing).",
  },
  entra: {
    label: "Entra ID user",
    meaning: "calls as a user of the ACS resource, without a licence; a preview of Microsoft's",
    lead: `Sign in with any account that was given access to the ACS resource. ${EXCHANGES}`,
    worthPicking: NOBODY_REFUSED,
  },
  teamsPhone: {
    label: "Teams Phone",
    meaning: "takes and places telephone calls by the numbers of Teams",
    lead: `Sign in with an account that was given access to the numbers of Teams Phone. ${EXCHANGES}`,
    worthPicking: NOBODY_REFUSED,
  },
  identity: {
    label: "ACS identity",
    meaning: "a user whom ACS alone knows; nobody would recognise them in Teams",
    lead:
      "Sign in. The broker makes you an identity at Azure Communication Services, keeps which one" +
      " it is, and gets a token for it; this page shows each step of it.",
    worthPicking: NOBODY_REFUSED,
  },
};

const FOR_BROKER: Explained = [
  "You sign in.",
  "Entra gives this page a token that is good for the broker alone.",
];
const CHECKED =
  "Signature, tenant, application, user, scopes: all of it, before anything else happens.";
const VERIFIED: Explained = ["The broker verifies it.", CHECKED];
const EXCHANGED = "The answer is a token for exactly this user, with which an app places calls.";

/** The steps from the sign-in to a token, for how this broker wants to be asked. */
export function wayOf({ brokerApi }: Settings, kind: UserKind): readonly Explained[] {
  if (kind === "identity") {
    return [
      FOR_BROKER,
      VERIFIED,
      [
        "ACS issues a token.",
        "It is for your identity there: the broker has one made the first time, and keeps which one.",
      ],
    ];
  }
  if (!brokerApi) {
    return [
      [
        "You sign in.",
        "Entra gives this page a token that is good for Communication Services alone.",
      ],
      VERIFIED,
      ["ACS exchanges it.", EXCHANGED],
    ];
  }
  return brokerApi.onBehalfOf
    ? [
        FOR_BROKER,
        VERIFIED,
        [
          "The broker asks on your behalf.",
          "Entra gives it a token of yours for Communication Services, which this page never has.",
        ],
        ["ACS exchanges it.", EXCHANGED],
      ]
    : [
        [
          "You sign in.",
          "Entra gives this page two tokens: one for Communication Services, and one for the" +
            " broker, which says who is calling.",
        ],
        ["The broker verifies both.", `Both have to be of the same user. ${CHECKED}`],
        ["ACS exchanges yours.", EXCHANGED],
      ];
}
