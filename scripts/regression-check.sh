#!/bin/sh
# Holds the latest run against the accepted one: timer-bench gate, with the same options, from wherever it is called.
# --baseline and --current are those of this checkout unless they are given.
set -eu
root=$(dirname "$0")/..
baseline=--baseline
current=--current
for argument in "$@"; do
  case $argument in
    --baseline | --baseline=*) baseline= ;;
    --current | --current=*) current= ;;
  esac
done
[ -z "$current" ] || set -- "$current" "$root/results/latest" "$@"
[ -z "$baseline" ] || set -- "$baseline" "$root/results/baseline.json" "$@"
exec "$root/timer-bench" gate "$@"
