"""Holds the snippet in Python to the cases that all languages are held to: scripted.py <cases>.

The cases are lines of JSON, and so is what is printed: how each ended. MSAL is played.
"""

import json
import os
import sys
import threading
import time
import types
from concurrent.futures import ThreadPoolExecutor

import requests_or_like  # noqa: F401

sys.modules.setdefault("msal", types.ModuleType("msal"))
from teams_tokens import Refused, TeamsTokens  # noqa: E402

# A client that waits for longer than all its tries take waits for ever
LONGEST = 20


class NobodyAnswered(RuntimeError):
    """What MSAL's BrowserInteractionTimeoutError is."""


class Entra:
    """MSAL's application as far as the snippet knows it."""

    def __init__(self, person):
        self.asked = []
        self._person = person

    def get_accounts(self):
        return [] if self._person == "NOBODY" else [{"username": "adele@contoso.example"}]

    def acquire_token_silent(self, scopes, account, force_refresh=False):
        result = self.acquire_token_silent_with_error(scopes, account, force_refresh)
        return result if "access_token" in result else None

    def acquire_token_silent_with_error(self, scopes, account, force_refresh=False):
        token = self._token("anew" if force_refresh else "silent")
        if self._person == "CHALLENGED":
            return {"error": "interaction_required", "claims": '{"access_token":{}}'}
        return token

    def acquire_token_interactive(
        self, scopes, prompt=None, login_hint=None, claims_challenge=None, timeout=None
    ):
        token = self._token("window with claims" if claims_challenge else "window")
        if self._person == "NOBODY":
            # MSAL waits for ever where it is not told for how long
            time.sleep(0.5 if timeout else 3600)
            raise NobodyAnswered("User did not complete the flow in time")
        return token

    def _token(self, how):
        self.asked.append(how)
        return {"access_token": f"entra-{len(self.asked)}"}


def ask(tokens, together):
    together.wait()
    try:
        tokens.token()
        return "token", 0
    except Refused as refused:
        return refused.problem.get("code"), refused.problem.get("status", 0)
    except NobodyAnswered:
        return "subject_token_not_obtained", 0
    except Exception as failed:
        return type(failed).__name__, 0


def end(case):
    entra = Entra(case["person"])
    tokens = TeamsTokens(entra, case["broker"])
    for _ in range(case["times"]):
        with ThreadPoolExecutor(case["atOnce"]) as callers:
            together = threading.Barrier(case["atOnce"])
            ends = list(callers.map(lambda _: ask(tokens, together), range(case["atOnce"])))
    outcome, status = ends[0] if len(set(ends)) == 1 else (str(sorted(set(ends))), 0)
    line = {"name": case["name"], "outcome": outcome, "status": status, "entra": entra.asked}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as lines:
        cases = [threading.Thread(target=end, args=(json.loads(case),), daemon=True) for case in lines]
    for case in cases:
        case.start()
    deadline = time.monotonic() + LONGEST
    for case in cases:
        case.join(max(0, deadline - time.monotonic()))
    # Whoever still waits is not waited for
    os._exit(0)
