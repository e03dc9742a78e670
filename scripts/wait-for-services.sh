#!/bin/sh
# Waits until every URL answers with a status of 200 to 299. Needs a shell and curl.
#
#   scripts/wait-for-services.sh URL... [--timeout 60s]
#
# Exit codes: 0 all answer, 1 the time is over, 2 wrong usage, 3 no curl.
set -u

wrong() {
  echo "wait-for-services: $1" >&2
  echo "usage: wait-for-services.sh URL... [--timeout 60s]" >&2
  exit 2
}

# Prints the seconds of a duration such as 500ms, 90, 90s, 5m or 1h. Milliseconds are rounded up.
seconds() {
  case $1 in
    *ms) number=${1%ms} ;;
    *[smh]) number=${1%?} ;;
    *) number=$1 ;;
  esac
  case $number in '' | *[!0-9]* | 0?* | ?????????*) return 1 ;; esac
  case $1 in
    *ms) echo $(((number + 999) / 1000)) ;;
    *m) echo $((number * 60)) ;;
    *h) echo $((number * 3600)) ;;
    *) echo "$number" ;;
  esac
}

timeout=60s
# The URLs, in place of the arguments: each is put behind those that are left.
left=$#
while [ "$left" -gt 0 ]; do
  argument=$1
  shift
  left=$((left - 1))
  case $argument in
    --timeout=*) timeout=${argument#*=} ;;
    --timeout)
      [ "$left" -gt 0 ] || wrong "--timeout needs a duration, such as 60s"
      timeout=$1
      shift
      left=$((left - 1))
      ;;
    http://?* | https://?*) set -- "$@" "$argument" ;;
    *) wrong "got \"$argument\", wanted a URL such as http://127.0.0.1:8080/health/ready" ;;
  esac
done
[ $# -gt 0 ] || wrong "no URL to wait for"
limit=$(seconds "$timeout") || wrong "--timeout: got \"$timeout\", wanted a duration such as 60s or 2m"
command -v curl > /dev/null || { echo "wait-for-services: needs curl; none is on the PATH" >&2; exit 3; }

# Sets answer to the status of a URL, or to what curl says if there is none.
ask() {
  answer=$(curl --silent --show-error --globoff --noproxy '*' --max-time "$2" --output /dev/null --write-out '%{http_code}' "$1" 2>&1) \
    || answer=$(printf '%s\n' "$answer" | sed -n 's/^curl: ([0-9]*) //p' | head -n 1)
}

begin=$(date +%s)
passed() { echo $(($(date +%s) - begin)); }

echo "waiting for $# URL(s), at most $timeout:"
printf '  %s\n' "$@"
status=0
for url; do
  while :; do
    rest=$((limit - $(passed)))
    # Every URL is asked at least once.
    [ "$rest" -gt 0 ] || rest=1
    ask "$url" $((rest < 5 ? rest : 5))
    case $answer in
      2[0-9][0-9]) echo "$url answers $answer, after $(passed) s"; break ;;
    esac
    if [ "$(passed)" -ge "$limit" ]; then
      echo "wait-for-services: $url did not answer within $timeout; last: ${answer:-no answer}" >&2
      status=1
      break
    fi
    sleep 1
  done
done
exit $status
