# Set-up and build, shared by build, run, test and get-model. Sourced, never run.
# Each step looks first at what is there, so that a second call installs nothing and needs no network.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
self=packaging/$(basename "$0")
log_dir=$root/.deps/log
wheels=${CAFTAN_DEPS:-$root/.deps/python}

torch_version=2.13.0
pyarrow_version=26.0.1
clang_format_version=19.1.7

say() { printf '%s\n' "$*" >&2; }
fail() { say "$self: $*"; exit 1; }

# logged NAME COMMAND...: the command's output goes to a log file; its status comes back.
logged() {
    mkdir -p "$log_dir" 2>/dev/null || fail "cannot write in $root/.deps: make the checkout writable."
    log=$log_dir/$1.log
    "${@:2}" >"$log" 2>&1 </dev/null
}

network_error='Could not resolve|Temporary failure|Network is unreachable|Failed to establish a new connection|Could not connect'
network_error+='|Connection (refused|timed out|reset)|Read timed out|Failed to fetch|NameResolutionError|No route to host'

# explain SENTENCE: ends with the cause found in the last log, in one sentence, or with SENTENCE.
explain() {
    if grep -qE 'No space left on device|Disk quota exceeded' "$log"; then
        fail "the disk is full ($(free_space "$root") free in $root): free some space and call $self again."
    elif grep -qE 'Could not get lock|Unable to acquire the dpkg' "$log"; then
        fail "another program is installing packages: wait until it is done and call $self again."
    elif grep -qE 'Unable to locate package|no installation candidate' "$log"; then
        fail "this system does not offer every package that Caftan needs (Debian 12, or Ubuntu 24.04 with universe, does): $log names them."
    elif grep -qE "$network_error" "$log"; then
        fail "no network: the set-up downloads packages once; connect and call $self again (details: $log)."
    fi
    [ -z "${CI:-}" ] || tail -n 60 "$log" >&2
    fail "$1 (details: $log)"
}

free_space() { df -h --output=avail "$1" | tail -n 1 | tr -d ' '; }
need_space() { # need_space GIBIBYTES FOLDER
    local free
    free=$(df -k --output=avail "$2" | tail -n 1)
    ((free >= $1 * 1024 * 1024)) ||
        fail "the disk is too full: the set-up needs $1 GB, $2 has $(free_space "$2") free; free some and call $self again."
}

missing_packages() {
    local wanted
    wanted=$(grep -v '^#' "$root/packaging/packages.txt")
    comm -23 <(sort <<<"$wanted") \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | awk '$2 == "installed" {print $1}' | sort)
}

install_packages() {
    command -v dpkg-query >/dev/null || return 0 # another distribution: CMake says what it does not find
    local missing as_root=()
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "${missing// /}" ] || return 0
    local line="apt-get update && apt-get install -y --no-install-recommends ${missing% }"
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! { [ -t 0 ] && sudo -v || sudo -n true; } 2>/dev/null; then
            say "$self: packages are missing and installing them needs root. Run this line, then call $self again:"
            command -v sudo >/dev/null && line="sudo ${line/&& /&& sudo }" || line="su -c '$line'"
            printf '%s\n' "$line" >&2
            exit 1
        fi
        as_root=(sudo)
    fi
    need_space 2 /
    say "Installing $(wc -w <<<"$missing") package(s): ${missing% }"
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=2)
    # A stale or unreachable source of something else must not stop us; the installation itself tells.
    logged apt-update "${as_root[@]}" update || true
    # shellcheck disable=SC2086
    logged apt-install "${as_root[@]}" install -y --no-install-recommends $missing ||
        explain "apt-get could not install the packages; try it by hand: $line"
}

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; } # at_least WANTED FOUND

check_tools() {
    local cxx=${CXX:-g++} version wanted=12
    local remedy="Debian 12 and Ubuntu 24.04 have one; install it"
    version=$($cxx -dumpfullversion 2>/dev/null || $cxx -dumpversion 2>/dev/null) ||
        fail "there is no C++ compiler ($cxx): $remedy or point CXX at one."
    [[ $($cxx --version) != *clang* ]] || wanted=15
    at_least $wanted "$version" || fail "$cxx $version is too old: Caftan needs version $wanted or newer; $remedy or point CXX at it."
    version=$(cmake --version 2>/dev/null | awk 'NR == 1 {print $3}')
    [ -n "$version" ] || fail "there is no cmake: Caftan needs 3.25 or newer; $remedy."
    at_least 3.25 "$version" || fail "cmake $version is too old: Caftan needs 3.25 or newer; $remedy."
    command -v ninja >/dev/null || fail "there is no ninja: install the package ninja-build."
}

# Debian's own Python first: wheels of the pinned versions exist for it.
find_python() {
    for python in /usr/bin/python3 python3; do
        "$python" -m pip --version >/dev/null 2>&1 && return
    done
    fail "Python 3 with pip is needed for downloads: install the package python3-pip."
}

# pip_into FOLDER ARGUMENTS...: wheels only, never a build; temporary files on the same disk.
pip_into() {
    mkdir -p "$root/.deps/tmp" 2>/dev/null || return
    TMPDIR=$root/.deps/tmp "$python" -m pip install --quiet --disable-pip-version-check --no-input --no-cache-dir \
        --no-compile --only-binary :all: --retries 2 --target "$@"
}

nvidia_driver() { [ -e /proc/driver/nvidia/version ] || nvidia-smi -L >/dev/null 2>&1; }

# The CPU build where one can be had, the CUDA build where there is an NVIDIA driver.
fetch_torch() {
    local into=$1 attempt
    local -a attempts=("torch==$torch_version+cpu"
        "--timeout 10 --index-url https://download.pytorch.org/whl/cpu torch==$torch_version+cpu"
        "torch==$torch_version")
    # === takes no local version: the plain wheel of the public index is the CUDA build.
    ! nvidia_driver || attempts=("torch===$torch_version" "torch==$torch_version")
    for attempt in "${attempts[@]}"; do
        # shellcheck disable=SC2086
        logged torch pip_into "$into" --no-deps $attempt && break
        ! grep -q 'No space left on device' "$log" || break
    done
    [ -e "$into/torch/lib/libtorch_cpu.so" ] || explain "pip could not fetch torch $torch_version for $($python --version)"
    local -a cuda
    mapfile -t cuda < <("$python" - "$into" <<'PY'
import importlib.metadata, sys
for found in importlib.metadata.distributions(path=[sys.argv[1]]):
    if found.metadata["Name"] == "torch":
        print("\n".join(r for r in found.requires or [] if r.startswith(("nvidia-", "cuda-toolkit")) and "extra ==" not in r))
PY
    )
    [ -n "${cuda[*]}" ] || return 0
    say "Fetching the CUDA libraries of torch $torch_version"
    need_space 6 "$root"
    logged cuda pip_into "$into" "${cuda[@]}" || explain "pip could not fetch the CUDA libraries"
}

fetch_wheels() {
    if [ -n "${CAFTAN_DEPS:-}" ]; then
        [ -e "$wheels/torch/lib/libtorch_cpu.so" ] || fail "CAFTAN_DEPS=$CAFTAN_DEPS holds no torch; point it at a site-packages folder with torch and pyarrow, or unset it."
        return
    fi
    if compgen -G "$wheels/torch-$torch_version*.dist-info" >/dev/null && [ -d "$wheels/pyarrow-$pyarrow_version.dist-info" ]; then
        return
    fi
    find_python
    need_space 3 "$root"
    say "Fetching torch $torch_version and pyarrow $pyarrow_version"
    local incoming=$root/.deps/incoming
    rm -rf "$incoming"
    fetch_torch "$incoming"
    logged pyarrow pip_into "$incoming" --no-deps "pyarrow==$pyarrow_version" || explain "pip could not fetch pyarrow $pyarrow_version"
    rm -rf "$wheels" "$root/.deps/tmp" && mv "$incoming" "$wheels" # all or nothing
}

fetch_clang_format() {
    [ ! -d "$root/.deps/tools/clang_format-$clang_format_version.dist-info" ] || return 0
    find_python
    rm -rf "$root/.deps/tools"
    logged clang-format pip_into "$root/.deps/tools" --no-deps "clang-format==$clang_format_version" ||
        explain "pip could not fetch clang-format $clang_format_version"
}

set_up() {
    install_packages
    check_tools
    fetch_wheels
}

# Counts on a terminal, a line now and then elsewhere.
show_progress() {
    awk -v tty="$([ -t 2 ] && echo 1 || echo 0)" '
        /^\[[0-9]+\/[0-9]+\]/ { if (tty) printf "\r%s ", $1; else if (++n % 50 == 0) print $1; fflush() }
        END { if (tty && NR > 1) print "" }' >&2
}

# build TARGET...: release, in build/.
build() {
    local home
    cd "$root"
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' build/CMakeCache.txt 2>/dev/null || true)
    if [ ! -e build/build.ninja ] || [ "$home" != "$root" ]; then
        say "Configuring"
        logged configure cmake --fresh --preset release -DCAFTAN_DEPS="$wheels" ||
            explain "cmake could not configure the build: $(awk '/^CMake Error/ && !said {getline; gsub(/^ +/, ""); print; said = 1}' "$log")"
    fi
    [ -e "build/bin/caftan-cli" ] || say "Building (some minutes the first time)"
    logged build true
    cmake --build build --target "$@" 2>&1 | tee "$log" | show_progress ||
        explain "the build failed: $(grep -m 1 -E 'error|Error|FAILED' "$log")"
}
