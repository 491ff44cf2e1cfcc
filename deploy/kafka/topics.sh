#!/usr/bin/env bash
# Makes the topics that are not there yet. Their partitions are for good: the jobs' parallelism is at most that of
# ward.events, and partitions are never added to a running ward.
# usage: topics.sh BOOTSTRAP-SERVERS
set -euo pipefail

servers="$1"
tool="${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}"

topic() {
  "$tool" --bootstrap-server "$servers" --create --if-not-exists --topic "ward.$1" --partitions "$2" \
    --replication-factor 1 --config "cleanup.policy=$3"
}

topic events 4 delete
topic registry 1 compact
# One partition: a setting's version is its offset.
topic settings 1 compact
topic alarms 4 delete
topic commands 4 delete
topic rejected 4 delete
topic deliveries 4 delete
topic signs 4 delete
topic scores 4 delete
topic probes 1 delete
