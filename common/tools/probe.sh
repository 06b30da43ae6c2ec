# SPDX-License-Identifier: MIT
# probe.sh - looks for the tools of the table `needs`, for setup and doctor.
#
# The caller sets $tools to this folder. What is found travels as one line a
# tool, its fields parted by "|":
#
#     order|tool|class|state|version|least|place|package|why
#
# state is ok, old or missing. Plain POSIX sh and awk: on a bare machine there
# is nothing else yet.
# shellcheck shell=sh disable=SC2154

export LC_ALL=C # so that versions and messages read the same everywhere

# Where setup puts what no package manager brings.
FOLIO=${XDG_DATA_HOME:-$HOME/.local/share}/folio

newline='
'

for needed in awk sort; do
    if ! command -v $needed >/dev/null; then
        echo "$needed is missing, without which no other tool can be looked for"
        exit 1
    fi
done

# Prints the name of this system's column in the table; fails if it has none.
host_system() {
    if [ "$(uname -s)" = Darwin ]; then
        echo brew
    elif command -v apt-get >/dev/null; then
        case $(dpkg --print-architecture 2>/dev/null) in
        amd64) echo apt-amd64 ;;
        *) echo apt-arm64 ;; # a cross compiler, and GRUB from amd64
        esac
    elif command -v dnf >/dev/null; then
        echo dnf
    elif command -v pacman >/dev/null; then
        echo pacman
    elif command -v brew >/dev/null; then
        echo brew
    else
        return 1
    fi
}

# read_needs SYSTEM CLASS-OR-TOOL...
# Prints `order|tool|class|least|places|package|why` for what was asked for.
# The package is empty when the table has no column for SYSTEM. A misspelt tool
# is a missing tool.
read_needs() {
    column=$1
    shift
    awk -v name="$column" -v wanted=" $* " '
        $1 == "tool" {
            order[++count] = $2; class[$2] = $3; least[$2] = $4
            why[$2] = $5
            for (i = 6; i <= NF; i++) why[$2] = why[$2] " " $i
        }
        $1 == "found" {
            for (i = 3; i <= NF; i++) places[$2] = places[$2] $i " "
        }
        $1 == "package" && $2 == "TOOL" {
            for (i = 3; i <= NF; i++) if ($i == name) column = i
        }
        $1 == "package" && column { package[$2] = $column }
        END {
            for (i = 1; i <= count; i++) {
                t = order[i]
                known = known " " t " " class[t] " "
                if (index(wanted, " " t " ") || index(wanted, " " class[t] " "))
                    print i "|" t "|" class[t] "|" least[t] "|" places[t] \
                        "|" package[t] "|" why[t]
            }
            for (i = split(wanted, word, " "); i > 0; i--)
                if (!index(known, " " word[i] " "))
                    print "0|" word[i] "|required|-|||is not in the table"
        }' "$tools/needs"
}

# ---------------------------------------------------------------- versions

# Sets $version to the first number with a dot in it, or else the first number,
# of what `$1 --version` prints first. What is in brackets is the packager's.
ask_version() {
    version=$("$1" --version 2>/dev/null </dev/null)
    version=${version%%"$newline"*}
    case $version in
    *"("*")"*[0-9]*) version="${version%%"("*}${version#*")"}" ;;
    esac
    set -f
    # shellcheck disable=SC2086 # a line of words
    set -- $version
    set +f
    version=
    for word; do
        case $word in
        [0-9]*.[0-9]*)
            version=${word%%[!0-9.]*}
            break
            ;;
        [0-9]*) version=${version:-${word%%[!0-9.]*}} ;;
        esac
    done
}

# is_older VERSION LEAST - compares the first two numbers of each.
is_older() {
    old_major=${1%%.*} old_minor=${1#*.} new_major=${2%%.*} new_minor=${2#*.}
    [ "$1" = "$old_major" ] && old_minor=0
    [ "$2" = "$new_major" ] && new_minor=0
    [ "$old_major" -lt "$new_major" ] ||
        { [ "$old_major" -eq "$new_major" ] &&
            [ "${old_minor%%.*}" -lt "${new_minor%%.*}" ]; }
}

# ------------------------------------------------------------------ places

is_linux_on_x86_64() {
    [ "$(uname -sm)" = "Linux x86_64" ]
}

# Sets $prefix to what stands before gcc, ld, objcopy; fails if there is no gcc.
# "Linux on x86-64" comes last: its plain gcc is a cross compiler by chance.
cross_prefix() {
    if [ -n "${CROSS:-}" ]; then
        prefix=$CROSS
        command -v "${prefix}gcc" >/dev/null
        return
    fi
    for prefix in x86_64-elf- x86_64-linux-gnu-; do
        command -v "${prefix}gcc" >/dev/null && return
    done
    prefix=
    command -v gcc >/dev/null && is_linux_on_x86_64
}

# Sets $brew to Homebrew's root.
brew_root() {
    brew=${HOMEBREW_PREFIX:-}
    [ -z "$brew" ] || return 0
    brew=/usr/local
    [ ! -d /opt/homebrew ] || brew=/opt/homebrew
}

# Sets $place to the first path that matches a pattern of the table.
find_file() {
    brew_root
    case $1 in
    BREW/*) root=$brew/ pattern=${1#BREW/} ;;
    FOLIO/*) root=$FOLIO/ pattern=${1#FOLIO/} ;;
    *) root='' pattern=$1 ;;
    esac
    IFS= # the roots may have spaces in them; the patterns have none
    for place in "$root"$pattern; do
        [ ! -e "$place" ] || break
    done
    unset IFS
    [ -e "$place" ]
}

find_command() {
    case $1 in
    *@linux-x86_64)
        place=$(command -v "${1%@*}") && is_linux_on_x86_64
        ;;
    /* | BREW/*) find_file "$1" && [ -x "$place" ] ;;
    *) place=$(command -v "$1") ;;
    esac
}

find_cross() {
    cross_prefix && place=$(command -v "$prefix$1")
}

# find_library COMPILER:NAME - a compiler that finds nothing prints bare NAME.
find_library() {
    find_command "${1%%:*}" || return
    place=$("$place" -print-file-name="${1#*:}" 2>/dev/null)
    case $place in
    /*) [ -e "$place" ] ;;
    *) return 1 ;;
    esac
}

# find_python MODULES - modules are looked for, not run: it is much faster.
find_python() {
    for python in python3 /usr/bin/python3 "$FOLIO/python/bin/python3"; do
        place=$(command -v "$python") && "$place" -c 'if True:
            import sys, importlib.util as u
            sys.exit(not all(map(u.find_spec, sys.argv[1].split(","))))
            ' "$1" 2>/dev/null </dev/null && return
    done
    return 1
}

find_display() {
    place=$(qemu-system-x86_64 -display help 2>/dev/null </dev/null) || return
    displays="$newline$place$newline"
    for word in $(echo "$1" | tr , ' '); do
        case $displays in
        *"$newline$word$newline"*)
            place=$word
            return
            ;;
        esac
    done
    return 1
}

find_place() {
    case $1 in
    cross:*) find_cross "${1#*:}" ;;
    file:*) find_file "${1#*:}" ;;
    library:*) find_library "${1#*:}" ;;
    python:*) find_python "${1#*:}" ;;
    display:*) find_display "${1#*:}" ;;
    *) find_command "$1" ;;
    esac
}

# ------------------------------------------------------------------ probing

# probe_tool PLACES LEAST - sets $state, $place and $version. An old tool does
# not hide a newer one that is looked for after it (macOS: make, gmake).
probe_tool() {
    state=missing old_place='' old_version=''
    set -f
    # shellcheck disable=SC2086 # a list of words
    set -- "$2" $1
    set +f
    least=$1
    shift
    for candidate; do
        place='' version=''
        find_place "$candidate" || continue
        state=ok
        [ "$least" != - ] || return 0
        ask_version "$place"
        if [ "$least" = 0 ] || [ -z "$version" ] ||
            ! is_older "$version" "$least"; then
            return 0
        fi
        old_place=$place old_version=$version
    done
    place=$old_place version=$old_version
    [ "$state" = missing ] || state=old
}

# probe SPEED SYSTEM CLASS-OR-TOOL...
# Prints the line described above for each tool, in the table's order. All are
# probed at the same time: most of the work is waiting for programs to start.
# With SPEED fast, no version is asked that does not matter or is marked with ?.
probe() {
    speed=$1
    shift
    read_needs "$@" | {
        while IFS='|' read -r order tool class least places package why; do
            case $speed$least in
            fast*\? | fast0) least=- ;;
            esac
            least=${least%\?}
            {
                probe_tool "$places" "$least"
                printf '%s|%s|%s|%s|%s|%s|%s|%s|%s\n' "$order" "$tool" \
                    "$class" "$state" "$version" "$least" "$place" \
                    "$package" "$why"
            } &
        done
        wait
    } | sort -n
}

# ---------------------------------------------------------------- installing

# Sets $as_root to what goes before a command that only root may give; fails
# if we are neither root nor have sudo.
find_root() {
    as_root=
    [ "$(id -u)" != 0 ] || return 0
    as_root='sudo '
    command -v sudo >/dev/null
}

# install_command SYSTEM PACKAGE... - prints the line that installs them.
install_command() {
    case $1 in
    apt-*) manager='apt-get install -y --no-install-recommends' ;;
    dnf) manager='dnf install -y --setopt=install_weak_deps=False' ;;
    pacman) manager='pacman -S --needed --noconfirm' ;;
    brew) manager='brew install' ;;
    esac
    shift
    echo "$manager $*"
}

# advice SYSTEM PACKAGE - prints in a few words how a reader gets one package.
advice() {
    find_root || :
    case $1:$2 in
    *:pip:* | *:download:*) echo "make setup" ;;
    *:- | *:) echo "no package for it here" ;;
    apt-*) echo "${as_root}apt-get install $2" ;;
    pacman:*) echo "${as_root}pacman -S $2" ;;
    brew:*) echo "brew install $2" ;;
    *) echo "$as_root$1 install $2" ;;
    esac
}
