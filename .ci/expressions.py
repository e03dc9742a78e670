"""Finds the expressions of the dashboards and alerts, as Grafana and Prometheus evaluate them."""
import json
import pathlib
import re
import sys
from typing import NamedTuple

try:
    import yaml
except ImportError:
    sys.exit("missing, as Debian calls it: python3-yaml")

MONITORING = pathlib.Path(__file__).resolve().parent.parent / "monitoring"
DASHBOARDS = sorted((MONITORING / "grafana" / "dashboards").glob("*.json"))
RULES = MONITORING / "alerts.yml"

DURATION = re.compile(r"(\d+)s")
# What may look like an operator and is none, before the operators.
TOKEN = re.compile(r'"[^"]*"|\{(?:[^}"]|"[^"]*")*\}|[()]|\bor\b|\bunless\b|\boffset\s+\w+|[=!<>]=|[<>]')


class Expression(NamedTuple):
    file: str
    place: str
    text: str
    labels: frozenset = frozenset()  # that a legend names


def of_dashboards():
    """Yields each expression, with values in place of Grafana's variables."""
    for file in DASHBOARDS:
        dashboard = json.loads(file.read_text())
        found = [(panel["title"], target, target["legendFormat"])
                 for panel in dashboard["panels"] for target in panel.get("targets", [])]
        found += [(mark["name"], mark["target"], mark["titleFormat"] + mark["textFormat"])
                  for mark in dashboard["annotations"]["list"]]
        for place, target, legend in found:
            # Grafana's window: four times the least interval, or more if the time range is long.
            window = f"{4 * int(DURATION.fullmatch(target['interval'])[1])}s"
            # All instances: the variable's value for "All".
            text = target["expr"].replace("$__rate_interval", window).replace("$instance", ".*")
            yield Expression(file.name, place, text, frozenset(re.findall(r"{{(\w+)}}", legend)))
        for variable in dashboard["templating"]["list"]:
            if variable["type"] == "query":
                text, label = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"]).groups()
                yield Expression(file.name, f"variable {variable['name']}", text, frozenset([label]))


def of_rules():
    """Yields the expression of each alert and recorded rule."""
    for group in yaml.safe_load(RULES.read_text())["groups"]:
        for rule in group["rules"]:
            yield Expression(RULES.name, rule.get("alert") or rule["record"], rule["expr"])


def with_data(condition):
    """Returns expressions that give data if every operand of a condition does, whether or not the condition holds.

    A comparison gives 0 or 1 instead of nothing, "unless" becomes "and", what is looked up in the past is looked up now,
    and the sides of "or" are apart. The labels by which the sides of an operator are matched stay as they are.
    """
    parts, text, depth, end = [], "", 0, 0
    for token in TOKEN.finditer(condition):
        text += condition[end:token.start()]
        end, found = token.end(), token[0]
        depth += {"(": 1, ")": -1}.get(found, 0)
        if found == "or" and depth == 0:
            parts.append(text)
            text = ""
        elif found == "unless":
            text += "and"
        elif found.startswith("offset"):
            pass
        elif found[0] in "=!<>":
            text += f"{found} bool"
        else:
            text += found
    return [*parts, text + condition[end:]]
