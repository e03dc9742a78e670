#!/bin/sh
# Makes a report: timer-bench report, with the same options, from wherever it is called. The run is the latest of this checkout
# unless --input names another.
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
input=$root/results/latest
for argument in "$@"; do
  case $argument in
    --input | --input=*) input= ;;
  esac
done
[ -z "$input" ] || set -- --input "$input" "$@"
exec "$root/timer-bench" report "$@"
