"""requests, or where it is not installed what the snippets in Python use of it."""

import http.client
import json
import sys
import types
import urllib.parse


class RequestException(OSError):
    pass


class Response:
    def __init__(self, status_code, headers, text):
        self.status_code = status_code
        self.headers = headers
        self.text = text

    def json(self):
        return json.loads(self.text)


def post(url, headers, timeout, allow_redirects):
    assert not allow_redirects, "a redirect could carry a token to somebody else"
    address = urllib.parse.urlsplit(url)
    scheme = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    connection = scheme[address.scheme](address.netloc, timeout=timeout)
    try:
        connection.request("POST", address.path, b"", headers)
        answer = connection.getresponse()
        return Response(answer.status, answer.headers, answer.read())
    except (OSError, http.client.HTTPException) as failed:
        raise RequestException(str(failed)) from failed
    finally:
        connection.close()


try:
    import requests  # noqa: F401
except ImportError:
    sys.modules["requests"] = types.SimpleNamespace(post=post, RequestException=RequestException)
