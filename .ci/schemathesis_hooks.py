"""What the contracts cannot say to Schemathesis: where CI's service may call, what a cursor is, and that a timer that fired is gone."""

import base64
from datetime import datetime

import schemathesis
from hypothesis import strategies as st

# Formats, not patterns: what is made to break a pattern may be a URL that the service rightly takes.
NARROWED = {"callbackUrl": "callback-url", "callbackTimeout": "callback-timeout", "executeAt": "far-instant"}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for name in ("CreateTimer", "UpdateTimer"):
        properties = raw_schema["components"]["schemas"][name]["properties"]
        for field, narrower in NARROWED.items():
            # A contract that has no such property any more is an error here, too.
            assert field in properties, f"{name}.{field}"
            properties[field] = {"type": "string", "format": narrower}


def cursor(position):
    instant, timer = position
    text = f"{instant.isoformat(timespec='seconds')}Z {timer}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


INSTANTS = st.datetimes(min_value=datetime(1970, 1, 2))
IDS = st.text("abcXYZ019", min_size=1, max_size=20)
# Nobody listens there. No timer calls anybody else: the service allows loopback only.
URLS = st.text("abc/?=&-._~", max_size=40).map("http://127.0.0.1:9/{}".format)
TIMEOUTS = st.sampled_from(["1ms", "500ms", "10s", "1m"])
# A timer that is due is called, and pending no more when it is asked for.
FAR = st.datetimes(min_value=datetime(2100, 1, 1), max_value=datetime(9999, 12, 30)).map("{:%Y-%m-%dT%H:%M:%SZ}".format)

schemathesis.openapi.format("far-instant", FAR)
schemathesis.openapi.format("cursor", st.tuples(INSTANTS, IDS).map(cursor))
schemathesis.openapi.format("callback-url", URLS)
schemathesis.openapi.format("callback-timeout", TIMEOUTS)
