#!/bin/sh
# Starts the broker with the users of the secret file, hashed. The file has one user:password a line.
set -eu
umask 077
run=/mosquitto/run
cp "${MQTT_USERS:-/run/secrets/mqtt-users}" "$run/users"
mosquitto_passwd -U "$run/users"
chown mosquitto:mosquitto "$run/users" /mosquitto/data
exec mosquitto -c /mosquitto/config/mosquitto.conf
