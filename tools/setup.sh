# What tools/test and tools/demo share; sourced by them, not run.

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

build_packages="libgdal-dev libgeos-dev libproj-dev libpq-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev fonts-dejavu-core \
libjs-leaflet gdal-bin pkg-config"
