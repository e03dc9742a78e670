#!/bin/sh
# Compares the latest run with the accepted run: runs timer-bench gate with the same options, from any folder.
# The default runs are those of this checkout; --baseline and --current name others.
set -eu
# The script may be called through links. Not every system has readlink -f.
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
