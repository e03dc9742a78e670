#!/bin/sh
# Builds the image timer-bench:local from this checkout, from any folder. Arguments are those of docker build:
# --build-arg BASE=eclipse-temurin:21-jre, --tag another-name.
set -eu
# The script may be called through links. Not every system has readlink -f.
self=$0
case $self in -*) self=./$self ;; esac
while [ -h "$self" ]; do
  folder=$(dirname "$self")
  self=$(readlink "$self")
  case $self in /*) ;; *) self=$folder/$self ;; esac
done
cd "$(dirname "$self")/.."

./timer-bench --version > /dev/null # compiles if the sources have changed
image=target/image
rm -rf "$image"
mkdir -p "$image/lib" "$image/writable/results"
cp -R target/classes target/test-classes "$image"
tr ':' '\n' < target/timer-bench.classpath | while IFS= read -r jar || [ -n "$jar" ]; do
  # Two jars of one name would be one in the image.
  [ ! -e "$image/lib/${jar##*/}" ] || { echo "build-image: two jars are called ${jar##*/}" >&2; exit 3; }
  cp "$jar" "$image/lib"
done
exec docker build --tag timer-bench:local "$@" .
