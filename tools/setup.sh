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

build_packages="libgdal-dev libgeos-dev libproj-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev fonts-dejavu-core \
libjs-leaflet gdal-bin pkg-config"
