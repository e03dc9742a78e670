#!/bin/sh
# Compares databases: timer-bench compare, with the same options, from wherever it is called.
set -eu
# It may be called through links; readlink -f is not everywhere.
self=$0
case $self in -*) self=./$self ;; esac
while [ -h "$self" ]; do
  folder=$(dirname "$self")
  self=$(readlink "$self")
  case $self in /*) ;; *) self=$folder/$self ;; esac
done
exec "$(dirname "$self")/../timer-bench" compare "$@"
