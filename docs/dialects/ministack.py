# Lets a ministack send the callbacks of all timers to one URL. Call it once, before the runs, while nothing listens at
# the URL's port: SNS sends a request there that has to be confirmed.
#   python3 ministack.py http://127.0.0.1:4566 http://127.0.0.1:9000/callback/ok
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

target, callback = sys.argv[1:]
TOPIC = "arn:aws:sns:us-east-1:000000000000:timers"


class Confirming(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


def sns(**parameters):
    signed = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=x"
    body = urlencode({"Version": "2010-03-31", **parameters}).encode()
    urlopen(Request(target, body, {"Authorization": signed}), timeout=10).read()


server = HTTPServer((urlsplit(callback).hostname, urlsplit(callback).port), Confirming)
server.timeout = 10
request = Thread(target=server.handle_request)
request.start()
sns(Action="CreateTopic", Name="timers")
raw = {"Attributes.entry.1.key": "RawMessageDelivery", "Attributes.entry.1.value": "true"}
sns(Action="Subscribe", TopicArn=TOPIC, Protocol="http", Endpoint=callback, **raw)
request.join()
server.server_close()
sns(Action="ConfirmSubscription", TopicArn=TOPIC, Token=server.asked["Token"])
