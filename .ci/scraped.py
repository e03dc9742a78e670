"""Writes the Prometheus configuration of .ci/monitoring, and judges what Prometheus and Alertmanager have.

  scraped.py config JOB=HOST:PORT,… …             prometheus.yml with these jobs, targets, and short intervals
  scraped.py cadvisor PORT                        serves metrics with the names and labels of cAdvisor
  scraped.py data PROMETHEUS                      every expression has given data
  scraped.py quantile PROMETHEUS NATIVE RUN_JSON  the 99th percentile of lateness is that of the run
  scraped.py quiet PROMETHEUS ALERTMANAGER        no alert fires or has fired
  scraped.py fires PROMETHEUS ALERTMANAGER RUN    Alertmanager has a lost callback of this run
"""
import bisect
import http.server
import json
import math
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

sys.dont_write_bytecode = True
import expressions  # noqa: E402
from expressions import yaml  # noqa: E402

PATIENCE = 30
RANGE = 900
LATENESS = "timerbench_callback_lateness_seconds"
# Histograms of the harness have three digits.
PRECISION = 0.001
NATIVE_GROWTH = 2 ** (1 / 32) * (1 + 1e-9)
# Labels that are empty, and so missing, unless something fails.
OF_FAILURES = {"error_type"}


def get(url, **query):
    try:
        with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(query)}", timeout=PATIENCE) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(f"FAILED: {query}: {error.code} {error.read().decode()}")


def over_time(prometheus, expression):
    """Returns the answer about the time so far: in it are the last values of a target that has ended, too."""
    now = time.time()
    query = {"query": expression, "start": now - RANGE, "end": now, "step": 0.5}
    return get(f"{prometheus}/api/v1/query_range", **query)["data"]["result"]


def series(prometheus, expression):
    """Returns the labels and the values of each series of an expression."""
    return [(each["metric"], [float(value) for _, value in each["values"]]) for each in over_time(prometheus, expression)]


def config(*jobs):
    targets = dict(job.split("=", 1) for job in jobs)
    prometheus = yaml.safe_load((expressions.MONITORING / "prometheus.yml").read_text())
    prometheus["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    prometheus["rule_files"] = [str(expressions.MONITORING / file) for file in prometheus["rule_files"]]
    known = {job["job_name"] for job in prometheus["scrape_configs"]} | {"alertmanager"}
    if targets.keys() - known:
        sys.exit(f"FAILED: prometheus.yml has no job {', '.join(targets.keys() - known)}")
    scraped = [job for job in prometheus["scrape_configs"] if job["job_name"] in targets]
    for job in scraped:
        job["static_configs"] = [{"targets": targets[job["job_name"]].split(",")}]
        # The names of compose.yaml, and intervals that are longer than the load.
        for key in ("dns_sd_configs", "scrape_interval", "scrape_timeout"):
            job.pop(key, None)
    prometheus["scrape_configs"] = scraped
    if "alertmanager" in targets:
        prometheus["alerting"]["alertmanagers"] = [{"static_configs": [{"targets": [targets["alertmanager"]]}]}]
    else:  # nobody to send alerts to
        del prometheus["alerting"], prometheus["rule_files"]
    yaml.safe_dump(prometheus, sys.stdout)


class Cadvisor(http.server.BaseHTTPRequestHandler):
    """Serves invented values: cAdvisor itself cannot be had as a package. Its names are those of its documentation."""

    def do_GET(self):
        names = re.findall(r"^container_\w+$", (expressions.MONITORING.parent / ".ci/exporter-metrics").read_text(), re.M)
        page = "".join(f'{name}{{container_label_com_docker_compose_service="service"}} {time.time()}\n' for name in names)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


def cadvisor(port):
    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Cadvisor).serve_forever()


def problem(prometheus, expression):
    """Returns what is wrong with the data of an expression, or nothing."""
    found = series(prometheus, expression.text)
    if all(math.isnan(value) for _, values in found for value in values):
        return "no data"
    missing = expression.labels - OF_FAILURES - {name for labels, _ in found for name in labels}
    return missing and f"no label {', '.join(sorted(missing))}, which the legend names,"


def data(prometheus):
    checked = list(expressions.of_dashboards())
    for rule in expressions.of_rules():
        checked += [rule._replace(text=part) for part in expressions.with_data(rule.text)]
    # A check that cannot fail proves nothing.
    for text in ("sum(rate(timerbench_no_such_metric_total[20s]))", "vector(0) / 0", 'up'):
        if not problem(prometheus, expressions.Expression("", "", text, frozenset(["no_such_label"]))):
            sys.exit(f"FAILED: the check finds nothing wrong with {text}")
    problems = [f"never scraped: {labels['job']} at {labels['instance']}"
                for labels, values in series(prometheus, "up") if not any(values)]
    problems += [f"{each.file}: {each.place}: {found} for {' '.join(each.text.split())}"
                 for each in checked if (found := problem(prometheus, each))]
    if problems:
        sys.exit("\n".join([f"FAILED: of {len(checked)} expressions, not all gave data", *problems]))
    print(f"{len(checked)} expressions of dashboards and alerts gave data")


def holds(bucket, value):
    """Returns whether a value may be in a bucket, as far as the harness is exact."""
    return bucket[0] < value and value * (1 - PRECISION) <= bucket[1]


def classic_bucket(prometheus, value):
    bounds = sorted({float(labels["le"]) for labels, _ in series(prometheus, f"{LATENESS}_bucket")})
    above = bisect.bisect_left(bounds, value)
    return (bounds[above - 1] if above else 0, bounds[above])


def native_bucket(prometheus, value):
    [histogram] = over_time(prometheus, LATENESS)
    for _, low, high, _ in histogram["histograms"][-1][1]["buckets"]:
        if float(low) < value <= float(high):
            return (float(low), float(high))
    sys.exit(f"FAILED: no native bucket holds {value} s")


def last(prometheus, expression):
    found = series(prometheus, expression)
    if len(found) != 1:
        sys.exit(f"FAILED: {expression}: {len(found)} series, wanted one")
    return found[0][1][-1]


def quantile(prometheus, native, run_json):
    with open(run_json) as file:
        [trial] = json.load(file)["trials"]
    [lateness] = [metric for metric in trial["metrics"] if metric["name"] == "lateness"]
    if "99" not in lateness["percentiles"]:
        sys.exit(f"FAILED: {run_json} has no 99th percentile of lateness: only {lateness['count']} callbacks")
    wanted = lateness["percentiles"]["99"] / 1e6
    for kind, server, counted, buckets, bucket_of in (
        ("classic", prometheus, f"{LATENESS}_count", f"{LATENESS}_bucket", classic_bucket),
        ("native", native, f"histogram_count({LATENESS})", LATENESS, native_bucket),
    ):
        count = last(server, counted)
        if count != lateness["count"]:
            sys.exit(f"FAILED: the last {kind} scrape has {count:.0f} first callbacks; run.json has {lateness['count']}")
        value = last(server, f"histogram_quantile(0.99, {buckets})")
        bucket = bucket_of(server, value)
        said = f"p99 of lateness, {kind} buckets: {value:.5f} s, from {bucket[0]:.5f} to {bucket[1]:.5f} s"
        if not holds(bucket, wanted):
            sys.exit(f"FAILED: {said}; run.json has {wanted:.5f} s")
        if kind == "native" and bucket[1] / bucket[0] > NATIVE_GROWTH:
            sys.exit(f"FAILED: {said}: it is wider than 2.2 %")
        # A check that cannot fail proves nothing.
        if holds(bucket, bucket[1] * (1 + 2 * PRECISION)) or holds(bucket, bucket[0] * (1 - PRECISION)):
            sys.exit(f"FAILED: {said}: values beside it count, too")
        print(f"{said}; run.json has {wanted:.5f} s of {lateness['count']} callbacks")


def alerts(alertmanager):
    return get(f"{alertmanager}/api/v2/alerts")


def quiet(prometheus, alertmanager):
    states = {"firing": set(), "pending": set()}
    for labels, _ in series(prometheus, "ALERTS"):
        states[labels["alertstate"]].add(f"{labels['alertname']} of {labels.get('instance') or labels.get('job')}")
    sent = {alert["labels"]["alertname"] for alert in alerts(alertmanager)}
    if states["firing"] or sent:
        sys.exit(f"FAILED: alerts on a clean run: {sorted(states['firing'])}; in Alertmanager: {sorted(sent)}")
    print(f"no alert fired; pending for a while: {', '.join(sorted(states['pending'])) or 'none'}")


def fires(prometheus, alertmanager, run):
    deadline = time.monotonic() + PATIENCE
    found = []
    while not found and time.monotonic() < deadline:
        found = [alert for alert in alerts(alertmanager)
                 if alert["labels"]["alertname"] == "PromiseBroken" and alert["labels"]["promise"] == "lost"]
        time.sleep(0.2)
    if not found:
        said = [labels for labels, _ in series(prometheus, "ALERTS")]
        sys.exit(f"FAILED: Alertmanager has no PromiseBroken for a lost callback within {PATIENCE} s; Prometheus: {said}")
    summary = found[0]["annotations"]["summary"]
    if not re.fullmatch(rf"\d+ lost in run {run}", summary):
        sys.exit(f"FAILED: PromiseBroken says \"{summary}\", wanted the run {run}")
    print(f"Alertmanager: PromiseBroken, {summary}")


COMMANDS = (config, cadvisor, data, quantile, quiet, fires)
{command.__name__: command for command in COMMANDS}[sys.argv[1]](*sys.argv[2:])
