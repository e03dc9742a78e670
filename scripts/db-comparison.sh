#!/bin/sh
# Compares databases: runs timer-bench compare with the same options, from any folder.
set -eu
# The script may be called through links. Not every system has readlink -f.
self=$0
case $self in -*) self=./$self ;; esac
while [ -h "$self" ]; do
  folder=$(dirname "$self")
  self=$(readlink "$self")
  case $self in /*) ;; *) self=$folder/$self ;; esac
done
exec "$(dirname "$self")/../timer-bench" compare "$@"
