#!/bin/sh
# Holds the latest run against the accepted one: timer-bench gate, with the same options, from wherever it is called.
# Both runs are those of this checkout unless --baseline or --current names another.
set -eu
# It may be called through links; readlink -f is not everywhere.
self=$0
case $self in -*) self=./$self ;; esac
while [ -h "$self" ]; do
  folder=$(dirname "$self")
  self=$(readlink "$self")
  case $self in /*) ;; *) self=$folder/$self ;; esac
done
root=$(CDPATH="" cd -P "$(dirname "$self")/.." && pwd -P)
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
