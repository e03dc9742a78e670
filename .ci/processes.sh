# Sourced: finds the processes that a run of timer-bench may have left.

# Prints them, a line each: Gatling, the service, databases, Toxiproxy, Prometheus and their guards.
leftovers() {
  ps -eo pid=,args= | grep -E 'io\.gatling\.app|timerbench\.service\.ServiceMain|MisbehavingService|timer-bench-postgres-|CassandraDaemon|ServerRunner|timer-bench-cassandra-|timer-bench-dynamodb-|timer-bench-mongod-|timer-bench-toxiproxy-|toxiproxy-server -host|LocalMongoDb|JobsService|timer-bench-monitoring-' | grep -vE 'grep|ps -eo' || true
}

no_leftovers() { # when
  local left
  left=$(leftovers)
  [ -z "$left" ] || { echo "left running $1:"; echo "$left" | cut -c1-200; exit 1; }
}
