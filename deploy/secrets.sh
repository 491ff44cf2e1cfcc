#!/usr/bin/env bash
# Makes the stack's passwords: random, each in a file of its own, never printed. What is there already stays.
# usage: secrets.sh                 what the stack needs
#        secrets.sh device NAME     a broker's user for a device; its password is in devices/NAME
set -euo pipefail
umask 077

folder="${WARDSTREAM_SECRETS:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets}"
mkdir -p "$folder"
chmod 700 "$folder"

random() {
  head -c 32 /dev/urandom | base64 | tr -d '\n'
}

# The folder lets nobody in but its owner. Compose mounts each file by itself, and the containers' users, whose numbers
# differ from the owner's, must be able to read theirs: hence 644 within 700.
keep() {
  local file="$folder/$1"
  if [[ ! -e "$file" ]]; then
    printf '%s\n' "$2" > "$file"
    echo "secrets: made $file" >&2
  fi
  chmod "${3:-644}" "$file"
}

add_user() {
  if ! grep -qs "^$1:" "$folder/mqtt-users"; then
    printf '%s:%s\n' "$1" "$2" >> "$folder/mqtt-users"
  fi
}

case "${1:-all}" in
  all)
    keep postgres "$(random)"
    keep webhook "whsec_$(random)"
    keep mqtt-ingest "$(random)"
    keep mqtt-safety "$(random)"
    keep mqtt-users ""
    add_user wardstream-ingest "$(cat "$folder/mqtt-ingest")"
    add_user wardstream-safety "$(cat "$folder/mqtt-safety")"
    sed -i '/^$/d' "$folder/mqtt-users"
    ;;
  device)
    if [[ ! "${2:-}" =~ ^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$ || "$2" == wardstream-* ]]; then
      echo "secrets: a device's name has 1 to 64 of A-Z a-z 0-9 _ - and does not begin with wardstream-" >&2
      exit 2
    fi
    if [[ ! -e "$folder/mqtt-users" ]]; then
      echo "secrets: run secrets.sh without arguments first" >&2
      exit 1
    fi
    mkdir -p "$folder/devices"
    keep "devices/$2" "$(random)" 600
    add_user "$2" "$(cat "$folder/devices/$2")"
    echo "secrets: docker compose restart mosquitto lets $2 in" >&2
    ;;
  *)
    echo "usage: secrets.sh [device NAME]" >&2
    exit 2
    ;;
esac
