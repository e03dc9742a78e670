"""Prints how Apache Otava places the steps of the series that `timer-bench history calibrate --series FILE` wrote.

    pip install apache-otava==0.8.0 && python3 docs/calibration/places_by_otava.py FILE
"""
import csv
import sys
from importlib.metadata import version

from otava.analysis import compute_change_points


def places(values):
    points, _ = compute_change_points(values, window_len=50, max_pvalue=0.0005, min_magnitude=0.02)
    return [point.index for point in points]


def show(words, results):
    exact = sum(at in found for at, found in results)
    near = [any(abs(place - at) <= 5 for place in found) for at, found in results]
    further = sum(len(found) for _, found in results) - sum(near)
    print(f"{words:<20} exact {exact}, within five {sum(near)} of {len(results)}; further changes {further}")


by_step = {}
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        values = [float(row[f"value{i}"]) for i in range(80)]
        by_step.setdefault(float(row["step"]), []).append((int(row["at"]), places(values)))

print("apache-otava", version("apache-otava"))
for step, results in sorted(by_step.items()):
    show(f"a step of {step:.1%}", results)
show("all", [result for results in by_step.values() for result in results])
