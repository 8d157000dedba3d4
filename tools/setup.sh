# What the tools share; sourced by them, not run.

# Installs the Debian packages that are missing, as root or with sudo, and says which.
need_packages() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && return
    echo "Installing Debian packages:$missing"
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "This needs root or sudo, to install:$missing" >&2; exit 1; }
        as_root="sudo"
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null
}

# Java 17 and the Python of tools/spark, in .build-spark of the folder that is named. A Java that JAVA_HOME names is taken.
need_spark() {
    need_packages python3-venv
    if [ -z "${JAVA_HOME:-}" ]; then
        need_packages openjdk-17-jre-headless
        JAVA_HOME="$(dirname "$(dirname "$(ls /usr/lib/jvm/java-17-openjdk-*/bin/java | head -n 1)")")"
        export JAVA_HOME
    fi
    if [ ! -x "$1/.build-spark/bin/python" ] || ! cmp -s "$1/tools/spark/packages.txt" "$1/.build-spark/packages.txt"; then
        echo "Setting up the Python of Spark in .build-spark (about 500 MB): $(cat "$1/tools/spark/packages.txt")"
        python3 -m venv "$1/.build-spark"
        "$1/.build-spark/bin/pip" install --quiet --disable-pip-version-check -r "$1/tools/spark/packages.txt" </dev/null
        cp "$1/tools/spark/packages.txt" "$1/.build-spark/packages.txt"
    fi
}

need_swift() {
    command -v swift >/dev/null && return
    echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
    exit 1
}

# The Python of the oracle tests, in .build-oracle.
need_oracle() {
    oracle=.build-oracle
    if [ ! -x "$oracle/bin/python" ] || ! cmp -s tools/oracle-packages.txt "$oracle/packages.txt"; then
        need_packages python3-venv
        echo "Setting up the oracle's Python in $oracle: $(tr '\n' ' ' < tools/oracle-packages.txt)"
        python3 -m venv "$oracle"
        "$oracle/bin/pip" install --quiet --disable-pip-version-check -r tools/oracle-packages.txt </dev/null
        cp tools/oracle-packages.txt "$oracle/packages.txt"
    fi
}

build_packages="libgdal-dev libgeos-dev libproj-dev libsqlite3-dev libpq-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev fonts-dejavu-core \
libjs-leaflet gdal-bin pkg-config"
