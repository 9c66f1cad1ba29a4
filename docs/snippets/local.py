"""Runs the exchange that docs/clients.md has for Python: local.py <broker> <entra>.

What it does with MSAL is left out, and where requests is not there, Python itself does that.
"""

import sys
import types
import urllib.request

import requests_or_like  # noqa: F401

broker, entra = sys.argv[1:]
sys.modules.setdefault("msal", types.ModuleType("msal"))
from teams_tokens import Refused, TeamsTokens  # noqa: E402


class WithoutMsal(TeamsTokens):
    def __init__(self, user, first=""):
        super().__init__(None, broker)
        self.user = user
        self.first = first
        self.refusals = []

    def entra_token(self, refusal):
        self.refusals.append(refusal.get("code"))
        more = "" if refusal else self.first
        address = f"{entra}/local/token?user={self.user}@contoso.example{more}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()


adele = WithoutMsal("adele")
assert adele.token() == adele.token()
assert adele.refusals == [None], adele.refusals

late = WithoutMsal("adele", "&lifetime=-90")
assert late.token()
assert late.refusals == [None, "token_expired"], late.refusals

try:
    WithoutMsal("megan").token()
    raise AssertionError("a token without a licence")
except Refused as refused:
    assert refused.problem["code"] == "teams_license_missing", refused.problem
