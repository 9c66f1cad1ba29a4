"""Runs the exchange that docs/clients.md has for Python: local.py <broker> <entra>.

What it does with MSAL is left out, and what it does with requests is done by Python itself.
"""

import json
import sys
import types
import urllib.error
import urllib.request

broker, entra = sys.argv[1:]


class Response:
    def __init__(self, status_code, text):
        self.status_code = status_code
        self.text = text

    def json(self):
        return json.loads(self.text)


def post(url, headers, timeout):
    request = urllib.request.Request(url, data=b"", headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return Response(answer.status, answer.read())
    except urllib.error.HTTPError as refusal:
        return Response(refusal.code, refusal.read())


sys.modules["msal"] = types.ModuleType("msal")
sys.modules["requests"] = types.SimpleNamespace(post=post)
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
