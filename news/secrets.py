"""Secrets in addresses, hidden wherever an address is shown or stored."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

# a name of these, or one that ends in one: client_secret, auth-token, X-Amz-Signature
KEYS = re.compile(
    r"([?&#;](?:[\w.-]{0,40}[._-])?"
    r"(?:api_?key|key|token|auth|secret|password|passwd|pwd|sig|signature|credential)=)[^&#]*",
    re.IGNORECASE,
)


def mask(url: str) -> str:
    """Return the URL with user info and the values of key-like parameters (query or fragment) replaced by `***`."""
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc:
            url = urlunsplit(parts._replace(netloc="***@" + parts.netloc.rpartition("@")[2]))
    except ValueError:  # not an address at all: nothing to take apart
        url = re.sub(r"//[^/@]*@", "//***@", url)
    return KEYS.sub(r"\1***", url)
