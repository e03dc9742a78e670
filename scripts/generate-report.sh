#!/bin/sh
# Makes a report: timer-bench report, with the same options, from wherever it is called. The run is the latest of this checkout
# unless --input names another.
set -eu
root=$(CDPATH="" cd "$(dirname "$0")/.." && pwd -P)
input=$root/results/latest
for argument in "$@"; do
  case $argument in
    --input | --input=*) input= ;;
  esac
done
[ -z "$input" ] || set -- --input "$input" "$@"
exec "$root/timer-bench" report "$@"
