#!/bin/sh
# Compares databases: timer-bench compare, with the same options, from wherever it is called.
exec "$(dirname "$0")/../timer-bench" compare "$@"
