#!/bin/sh
# Holds the latest run against the accepted one: timer-bench gate, with the same options, from wherever it is called.
# Both runs are those of this checkout unless --baseline or --current names another.
set -eu
root=$(CDPATH="" cd "$(dirname "$0")/.." && pwd -P)
baseline=$root/results/baseline.json
current=$root/results/latest
for argument in "$@"; do
  case $argument in
    --baseline | --baseline=*) baseline= ;;
    --current | --current=*) current= ;;
  esac
done
[ -z "$current" ] || set -- --current "$current" "$@"
[ -z "$baseline" ] || set -- --baseline "$baseline" "$@"
exec "$root/timer-bench" gate "$@"
