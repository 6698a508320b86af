#!/bin/sh
# Prepares what `make run` and `make test` need: system packages (where apt is), the folder .venv, the Python packages.
# A later run compares a stamp with what is there and ends at once; an interrupted run leaves no stamp and is resumed.
#
# PYTHON names the interpreter to build .venv with (python3 unless told). pip obeys its own variables and files.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=.venv
stamp=$venv/.layerloom-ready

# The libraries that the Qt wheel expects from the system, a font with Korean letters, and a virtual screen.
system_packages="libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4
libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
libxkbcommon0 libxkbcommon-x11-0 libwayland-client0 libwayland-cursor0 libwayland-egl1 fonts-nanum xvfb xauth"

say() { printf 'layerloom: %s\n' "$*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

# A package may have been renamed and provide its old name, as libglib2.0-0t64 does: both count as installed.
missing_libraries() {
    has apt-get && has dpkg-query || return 0
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' | sed -n 's/^installed//p' | tr ',\n' '  ')
    for package in $system_packages; do
        case "$installed " in
            *" $package "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

venv_works() { "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python_works() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# Debian splits ensurepip off its Python, so the interpreter may be there and yet be unable to build .venv.
missing_python() {
    has apt-get || return 0
    venv_works || python_works || printf 'python3 python3-venv '
}

# All that a finished set-up depends on. The folder counts because the project is installed in place.
fingerprint() {
    pwd
    "$venv/bin/python" --version 2>/dev/null || true
    cksum constraints.txt pyproject.toml scripts/setup.sh
    printf 'system packages left out: %s\n' "$(missing_libraries)"
}

is_ready() { [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; }

# How to become root: it is so already, by a sudo that does not ask, or by one that asks the person at the terminal.
root_command() {
    if [ "$(id -u)" -eq 0 ]; then
        echo env
    elif ! has sudo; then
        return 1
    elif sudo -n true 2>/dev/null; then
        echo sudo -n
    elif [ -t 0 ] && [ -t 2 ]; then
        echo sudo
    else
        return 1
    fi
}

# The list of packages is renewed first; where that fails, what apt already knows may still do.
install_system_packages() {
    as_root=$(root_command) || return 0
    say "installing system packages: $*"
    $as_root sh -c 'exec </dev/null; apt-get -q update
        DEBIAN_FRONTEND=noninteractive exec apt-get -q -y -o DPkg::Lock::Timeout=300 \
            install --no-install-recommends "$@"' apt-get "$@" || say "the system packages could not be installed"
}

prepare_system() {
    missing="$(missing_python)$(missing_libraries)"
    # shellcheck disable=SC2086  # a list of words
    [ -z "$missing" ] || install_system_packages $missing
    if [ "$(uname)" = Linux ] && ! has apt-get; then
        say "no apt here, so the system is left as it is. If the window does not open, install what these hold elsewhere:"
        say "$(printf '%s ' $system_packages)"
    fi
}

# Takes a list of words with a space after each.
name_missing_packages() {
    [ -z "$1" ] || say "missing system packages; install them with: sudo apt-get install ${1% }"
}

prepare_venv() {
    ! venv_works || return 0
    if ! python_works; then
        name_missing_packages "$(missing_python)$(missing_libraries)"
        say "'$python' is missing or cannot build a virtual environment; PYTHON=<path> names another one"
        exit 1
    fi
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        say "Python 3.11 or newer is needed, '$python' is $("$python" --version); PYTHON=<path> names another one"
        exit 1
    fi
    say "creating $venv"
    "$python" -m venv --clear "$venv"
}

install_python_packages() {
    say "installing Python packages into $venv (some minutes on the first run)"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input -c constraints.txt -e '.[dev]'
}

if ! is_ready; then
    rm -f "$stamp"
    prepare_system
    prepare_venv
    install_python_packages
    fingerprint >"$stamp.new"
    mv "$stamp.new" "$stamp"
fi
name_missing_packages "$(missing_libraries)"
