#!/usr/bin/env bash
# Submits a job unless it runs already; from its newest checkpoint or savepoint if it has one.
# usage: submit.sh NAME CLASS [-Dkey=value …]      submit.sh safety SafetyJob
set -euo pipefail

if [[ $# -lt 2 ]]; then
  echo "usage: submit.sh NAME CLASS [-Dkey=value …]" >&2
  exit 2
fi
name="$1"
class="$2"
shift 2

home="${WARDSTREAM_HOME:-/opt/wardstream}"
state="${WARDSTREAM_STATE:-/flink}"

jobs="$(flink list)"
if grep -q " : wardstream-$name (" <<< "$jobs"; then
  echo "submit: wardstream-$name runs already"
  exit 0
fi

# A state is whole once its _metadata is there. MQTT cannot rewind, so only the newest one will do.
newest="$(find "$state/checkpoints/$name" "$state/savepoints/$name" -name _metadata -printf '%T@ %h\n' 2> /dev/null \
  | sort -rn | head -1 | cut -d' ' -f2- || true)"
restore=()
if [[ -n "$newest" ]]; then
  echo "submit: wardstream-$name goes on from $newest"
  restore=(-s "file://$newest")
fi

exec flink run -d ${restore[@]+"${restore[@]}"} -c "io.wardstream.jobs.$class" "$home/wardstream-jobs.jar" \
  --config "$home/jobs/$name.yaml" "$@"
