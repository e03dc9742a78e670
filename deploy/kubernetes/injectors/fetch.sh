#!/bin/sh
# Fetches the parts of all injectors into FOLDER/part-0, FOLDER/part-1, …, and lets the pods end. Waits for the parts.
# Ends with 3 if an injector has none.
#
#   fetch.sh FOLDER [OPTIONS OF KUBECTL]     fetch.sh results --namespace timer-bench
set -eu
[ $# -gt 0 ] || { sed -n 's/^#   //p' "$0" >&2; exit 2; }
folder=$1; shift
label=batch.kubernetes.io/job-completion-index
missing=
for pod in $(kubectl get pods "$@" --selector=app.kubernetes.io/component=injector --output=name); do
  index=$(kubectl get "$@" "$pod" --output="jsonpath={.metadata.labels['$(echo "$label" | sed 's/\./\\./g')']}")
  part=$folder/part-$index
  mkdir -p "$part"
  # An injector writes part.json last of all.
  if kubectl exec "$@" "$pod" -- sh -c 'until [ -e /tmp/injector/part.json ]; do sleep 1; done' &&
    kubectl exec "$@" "$pod" -- cat /tmp/injector/requests.csv.gz > "$part/requests.csv.gz" &&
    kubectl exec "$@" "$pod" -- cat /tmp/injector/part.json > "$part/part.json"; then
    kubectl exec "$@" "$pod" -- sh -c ': > /tmp/injector/fetched'
    echo "$part"
  else
    rm -rf "$part"
    echo "injector $index has no part; kubectl logs $pod says why" >&2
    missing=yes
  fi
done
[ -z "$missing" ] || exit 3
