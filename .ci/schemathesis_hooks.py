"""What the contracts cannot say to Schemathesis: where CI's service may call, and what a cursor is."""

import base64
from datetime import datetime

import schemathesis
from hypothesis import strategies as st

# Nobody listens there. No timer calls anybody else: the service allows loopback only.
CALLBACK_URL = {"type": "string", "pattern": r"^http://127\.0\.0\.1:9/[a-z]{0,20}$"}
# Within the service's bound.
CALLBACK_TIMEOUT = {"type": "string", "pattern": r"^[1-9][0-9]{0,3}ms$"}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for name in ("CreateTimer", "UpdateTimer"):
        properties = raw_schema["components"]["schemas"][name]["properties"]
        # A contract that has no such property any more is an error here, too.
        assert {"callbackUrl", "callbackTimeout"} <= properties.keys(), name
        properties["callbackUrl"] = CALLBACK_URL
        properties["callbackTimeout"] = CALLBACK_TIMEOUT


def cursor(position):
    instant, timer = position
    text = f"{instant.isoformat(timespec='seconds')}Z {timer}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


INSTANTS = st.datetimes(min_value=datetime(1970, 1, 2))
schemathesis.openapi.format("cursor", st.tuples(INSTANTS, st.text("abcXYZ019", min_size=1, max_size=20)).map(cursor))
