"""Sign-in and tokens of Entra by MSAL, azure-identity and PyJWT."""

import contextlib
import io
import re
import unittest

import jwt
import msal
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ClientSecretCredential, ManagedIdentityCredential, OnBehalfOfCredential
from local_cloud import (
    ACS,
    ACS_RESOURCE,
    ADELE,
    BROKER_API,
    CALLER,
    CLOUD,
    CONTOSO,
    FABRIKAM,
    GRAPH,
    LOCAL,
    TEAMS,
    TEAMS_PHONE,
    USER_ASSIGNED,
    USER_ASSIGNED_PRINCIPAL,
    Browser,
    application,
    claims,
    code_flow,
    sign_in,
    verified,
)


def broker_api(tenant=CONTOSO):
    return msal.ConfidentialClientApplication(
        BROKER_API,
        authority=f"{CLOUD['authority']}/{tenant}",
        client_credential=CLOUD["brokerApiSecret"],
        instance_discovery=False,
    )


class SignInTest(unittest.TestCase):
    def test_by_code(self):
        result = sign_in(TEAMS)
        token = verified(result["access_token"], audience=ACS)
        self.assertEqual(token["oid"], ADELE)
        self.assertEqual(set(token["scp"].split()), {"Teams.ManageCalls", "Teams.ManageChats"})
        self.assertEqual(verified(result["id_token"], audience=LOCAL["CLIENT_ID"])["oid"], ADELE)

    def test_by_code_is_for_the_verifier_alone(self):
        app = application()
        flow = code_flow(app, TEAMS)
        back = Browser().sign_in(flow["auth_uri"], "adele@contoso.example")
        result = app.acquire_token_by_auth_code_flow({**flow, "code_verifier": "x" * 43}, back)
        self.assertEqual(result["error_codes"], [501481])

    def test_for_one_resource_at_a_time(self):
        result = sign_in(TEAMS + GRAPH)
        self.assertIn("AADSTS28000", result.get("error_description", ""))

    def test_for_another_resource_by_the_same_sign_in(self):
        app = application()
        sign_in(TEAMS, app=app)
        result = app.acquire_token_silent_with_error(TEAMS_PHONE, app.get_accounts()[0])
        self.assertEqual(claims(result["access_token"])["scp"], "TeamsExtension.ManageCalls")

    def test_that_says_how_long_ago(self):
        result = sign_in(TEAMS, max_age=3600)
        self.assertIn("auth_time", result["id_token_claims"].keys())

    def test_silently(self):
        app = application()
        first = sign_in(TEAMS, app=app)
        account = app.get_accounts(username="adele@contoso.example")[0]
        cached = app.acquire_token_silent_with_error(TEAMS, account)
        self.assertEqual(cached["access_token"], first["access_token"])
        fresh = app.acquire_token_silent_with_error(TEAMS, account, force_refresh=True)
        self.assertNotEqual(fresh["access_token"], first["access_token"])
        self.assertEqual(verified(fresh["access_token"], audience=ACS)["oid"], ADELE)

    def test_by_device_code(self):
        app = application()
        flow = app.initiate_device_flow(TEAMS)
        Browser().confirm(flow["verification_uri"], flow["user_code"], "adele@contoso.example")
        result = app.acquire_token_by_device_flow(flow)
        self.assertEqual(verified(result["access_token"], audience=ACS)["oid"], ADELE)

    def test_by_device_code_that_somebody_declines(self):
        app = application()
        flow = app.initiate_device_flow(TEAMS)
        Browser().confirm(flow["verification_uri"], flow["user_code"], "")
        result = app.acquire_token_by_device_flow(flow)
        self.assertEqual(result["error"], "authorization_declined")

    def test_with_azure_identity_as_the_page_has_it(self):
        class Person(io.StringIO):
            def write(self, text):
                told = re.search(r"(http\S+) .*enter the code (\w+)", text)
                if told:
                    Browser().confirm(told[1], told[2], "adele@contoso.example")
                return super().write(text)

        with contextlib.redirect_stdout(Person()):
            token = LOCAL["credential"].get_token(*TEAMS)
        self.assertEqual(verified(token.token, audience=ACS)["oid"], ADELE)

    def test_tokens_for_graph_are_for_graph_alone_to_verify(self):
        token = sign_in(GRAPH)["access_token"]
        self.assertIn("nonce", jwt.get_unverified_header(token))
        with self.assertRaises(jwt.InvalidSignatureError):
            verified(token, audience=claims(token)["aud"])


class OnBehalfOfTest(unittest.TestCase):
    def setUp(self):
        self.caller = sign_in(CALLER)["access_token"]

    def test_with_msal(self):
        result = broker_api().acquire_token_on_behalf_of(self.caller, TEAMS)
        token = verified(result["access_token"], audience=ACS)
        self.assertEqual((token["oid"], token["appid"]), (ADELE, BROKER_API))
        # MSAL asks for offline_access, always
        self.assertIn("refresh_token", result.keys())

    def test_with_azure_identity(self):
        credential = OnBehalfOfCredential(
            CONTOSO,
            BROKER_API,
            client_secret=CLOUD["brokerApiSecret"],
            user_assertion=self.caller,
            disable_instance_discovery=True,
        )
        token = credential.get_token(*TEAMS)
        self.assertEqual(verified(token.token, audience=ACS)["appid"], BROKER_API)

    def test_for_nobody_who_has_not_consented(self):
        caller = sign_in(CALLER, "henrietta@contoso.example")["access_token"]
        result = broker_api().acquire_token_on_behalf_of(caller, TEAMS)
        self.assertEqual((result["error"], result["error_codes"]), ("invalid_grant", [65001]))

    def test_for_no_user_of_another_tenant(self):
        result = broker_api(FABRIKAM).acquire_token_on_behalf_of(self.caller, TEAMS)
        self.assertEqual(result["error"], "invalid_grant")

    def test_for_itself(self):
        credential = ClientSecretCredential(
            CONTOSO, BROKER_API, CLOUD["brokerApiSecret"], disable_instance_discovery=True
        )
        token = claims(credential.get_token("https://graph.microsoft.com/.default").token)
        self.assertEqual((token["idtyp"], token["appid"]), ("app", BROKER_API))


class ManagedIdentityTest(unittest.TestCase):
    def identity(self, **which):
        token = ManagedIdentityCredential(**which).get_token(ACS_RESOURCE).token
        return claims(token)["appid"]

    def test_of_the_system(self):
        self.assertNotEqual(self.identity(), USER_ASSIGNED)

    def test_of_the_user_by_client_id(self):
        self.assertEqual(self.identity(client_id=USER_ASSIGNED), USER_ASSIGNED)

    def test_of_the_user_by_principal_id(self):
        config = {"object_id": USER_ASSIGNED_PRINCIPAL}
        self.assertEqual(self.identity(identity_config=config), USER_ASSIGNED)

    def test_that_is_none(self):
        for which in (
            {"client_id": ADELE},
            {"identity_config": {"object_id": ADELE}},
            {"identity_config": {"resource_id": "/subscriptions/none"}},
        ):
            with self.subTest(which), self.assertRaises(ClientAuthenticationError):
                self.identity(**which)
