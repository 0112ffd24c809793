#!/usr/bin/env bash
# The tests start a real Cassandra: Java 17 and Maven (or a server, jars or Docker, see README.md) have to be there.
# What is missing is installed only where that needs nobody's leave: as root, on a system with apt.
set -euo pipefail

have() { command -v "$1" >/dev/null 2>&1; }
server_possible() {
  [ -n "${CASSANDRA_CONTACT_POINTS:-}" ] || { have java && { have mvn || [ -n "${CASSANDRA_JARS:-}" ]; }; }
}

if ! server_possible && [ "$(id -u)" -eq 0 ] && have apt-get; then
  echo 'Java or Maven is missing: installing openjdk-17-jre-headless and maven'
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless maven
fi

if ! server_possible && ! { have docker && docker info >/dev/null 2>&1; }; then
  echo 'No way to start Cassandra: install Java 17 and Maven (mvn), or Docker, or set CASSANDRA_CONTACT_POINTS.' >&2
  exit 1
fi

echo "node $(node --version), npm $(npm --version)"
if have java; then java -version 2>&1 | sed -n 1p; fi
if have mvn; then mvn -B --version 2>/dev/null | sed -n 1p; fi
