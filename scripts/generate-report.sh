#!/bin/sh
# Creates a report: runs timer-bench report with the same options, from any folder. The default run is the latest of
# this checkout; --input names another.
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
input=$root/results/latest
for argument in "$@"; do
  case $argument in
    --input | --input=*) input= ;;
  esac
done
[ -z "$input" ] || set -- --input "$input" "$@"
exec "$root/timer-bench" report "$@"
