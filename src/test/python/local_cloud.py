"""A local cloud that is up, and people who sign in to it.

BROKER and ENTRA are the addresses that ./mvnw -Plocal prints. .ci/python starts one and runs the
tests.
"""

import html
import logging
import os
import pathlib
import re
import ssl
import urllib.parse
import urllib.request

import jwt
import msal

BROKER = os.environ["BROKER"]
ENTRA = os.environ["ENTRA"]
PAGE = pathlib.Path(__file__).parents[3] / "docs/clients/python.md"

CONTOSO = "72aa62aa-dd7a-4ca7-8940-f9482b30e300"
FABRIKAM = "474b705f-2e49-4339-922d-6fed6b807490"
ADELE = "bcb2ef49-75df-4f72-aa17-6d4782335a19"
BROKER_API = "d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e"
USER_ASSIGNED = "1b55071d-0f35-4333-97d8-d79e7dd4fd6f"
USER_ASSIGNED_PRINCIPAL = "8b8f3867-91fc-401d-8598-9a4b9e274bbc"

ACS = "https://auth.msft.communication.azure.com"
TEAMS = [f"{ACS}/Teams.ManageCalls", f"{ACS}/Teams.ManageChats"]
TEAMS_PHONE = [f"{ACS}/TeamsExtension.ManageCalls"]
ENTRA_USERS = ["https://communication.azure.com/clients/VoIP"]
GRAPH = ["https://graph.microsoft.com/User.Read"]
CALLER = [f"api://{BROKER_API}/access_as_user"]
ACS_RESOURCE = "https://communication.azure.com/.default"


def snippet(name):
    """Runs a snippet of the page, whose local cloud is the one under test."""
    code = re.search(rf"^```python\n# {re.escape(name)}\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
    names = {"__name__": name}
    exec(compile(code[1].replace("http://localhost:7072", ENTRA), name, "exec"), names)
    return names


LOCAL = snippet("local_cloud.py")
CLOUD = LOCAL["cloud"]

# What is refused here is meant to be
logging.getLogger("azure").setLevel(logging.CRITICAL)


class Browser:
    """Opens pages of Entra's and picks a person on them."""

    def __init__(self):
        tls = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=LOCAL["ca"]))
        self.opener = urllib.request.build_opener(tls)

    def page(self, address, form=None):
        with self.opener.open(address, form, timeout=30) as answer:
            return answer.read().decode()

    def sign_in(self, address, user):
        """What the form has with which the application is called back."""
        links = re.findall(r'<a href="([^"]+)"', self.page(address))
        picked = "&" + urllib.parse.urlencode({"local_user": user})
        link = next(it for it in map(html.unescape, links) if it.endswith(picked))
        form = self.page(urllib.parse.urljoin(address, link))
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
        return {name: html.unescape(value) for name, value in fields}

    def confirm(self, page, code, user):
        """Enters a device's code and picks a person; the empty one declines."""
        form = urllib.parse.urlencode({"otc": code, "local_user": user}).encode()
        self.page(page, form)


def application():
    """One that nobody has signed in to."""
    return msal.PublicClientApplication(
        LOCAL["CLIENT_ID"],
        authority=CLOUD["authority"] + "/organizations",
        instance_discovery=False,
    )


def code_flow(app, scopes, **more):
    return app.initiate_auth_code_flow(
        scopes, redirect_uri="http://localhost", response_mode="form_post", **more
    )


def sign_in(scopes, user="adele@contoso.example", app=None, **more):
    """What MSAL makes of a sign-in by code, with PKCE."""
    app = app or application()
    flow = code_flow(app, scopes, **more)
    return app.acquire_token_by_auth_code_flow(flow, Browser().sign_in(flow["auth_uri"], user))


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def verified(token, **expected):
    """The claims, where the tenant's keys have signed them."""
    keys = jwt.PyJWKClient(
        f"{CLOUD['authority']}/{CONTOSO}/discovery/v2.0/keys",
        ssl_context=ssl.create_default_context(cafile=LOCAL["ca"]),
    )
    key = keys.get_signing_key_from_jwt(token)
    return jwt.decode(token, key, algorithms=["RS256"], **expected)
