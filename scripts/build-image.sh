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
if command -v mvn > /dev/null; then maven=mvn; else maven=./mvnw; fi
"$maven" -q -B dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/image.classpath

image=target/image
rm -rf "$image"
mkdir -p "$image/lib" "$image/test-classes" "$image/writable/results"
cp -R target/classes "$image"
# The simulations are in the folder of the tests. The tests and what only they need stay out.
for part in META-INF feeders gatling.conf logback-test.xml simulations; do
  if [ -e "target/test-classes/$part" ]; then cp -R "target/test-classes/$part" "$image/test-classes"; fi
done
find "$image/test-classes" -name '*Test*.class' -exec rm {} +
{
  tr ':' '\n' < target/image.classpath
  echo
  # Simulations fill their requests with these, which are in the scope of the tests, too.
  tr ':' '\n' < target/timer-bench.classpath | grep -E '/(commons-rng|datafaker|libphonenumber|rgxgen|snakeyaml)-[^/]*$' || true
} | sort -u | while IFS= read -r jar; do
  case ${jar##*/} in '' | *-osx-* | *-windows-*) continue ;; esac # natives that no container loads
  # Two jars of one name would be one in the image.
  [ ! -e "$image/lib/${jar##*/}" ] || { echo "build-image: two jars are called ${jar##*/}" >&2; exit 3; }
  cp "$jar" "$image/lib"
done
exec docker build --tag timer-bench:local "$@" .
