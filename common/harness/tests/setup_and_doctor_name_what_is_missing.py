# SPDX-License-Identifier: MIT
"""setup and doctor, and the Makefile in front of them, on made-up machines.

A machine is a folder of fake tools that is all there is on PATH, and a root
folder in which the table `needs` is made to look for files. So it does not
matter what the machine that runs this has or lacks.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

COMMON = Path(__file__).resolve().parents[2]
SYSTEMS = ["apt-amd64", "apt-arm64", "dnf", "pacman", "brew"]

# What the scripts may take from the real machine.
BORROWED = "sh awk sort cat sed cut tr rm mkdir df env sleep make".split()

FAKE_TOOL = """#!/bin/sh
echo "{name} $*" >>'{log}'
case $1 in
--version) echo '{name} (made by a packager 1.0) {version}' ;;
-display) printf 'none\\n%s\\n' gtk curses ;;
-print-file-name=*)
    file='{root}/lib/'${{1#*=}}
    if [ -e "$file" ]; then echo "$file"; else echo "${{1#*=}}"; fi ;;
-c) case $2 in *find_spec*) [ ! -e '{root}/no-'"${{3##*,}}" ] ;; esac ;;
esac
"""


class Machine:
    """A complete one, to begin with: lose() and age() make it worse."""

    def __init__(self, folder):
        self.tree = folder / "a tree"
        self.bin = folder / "a bin"
        self.root = folder / "root"
        self.log = folder / "log"
        self.tools = self.tree / "common/tools"
        for path in (self.bin, self.root / "lib", self.tools):
            path.mkdir(parents=True)
        for name in ("needs", "probe.sh", "setup", "doctor", "place"):
            shutil.copy(COMMON / "tools" / name, self.tools)
        needs = self.tools / "needs"
        needs.write_text(
            needs.read_text().replace("file:/", f"file:{self.root}/"))

        for name in BORROWED:
            (self.bin / name).symlink_to(shutil.which(name))
        self.script("id", "echo 0")
        self.script("uname", 'case $1 in -sm) echo Linux x86_64 ;; '
                             "*) echo Linux ;; esac")
        self.places = {}
        for line in needs.read_text().splitlines():
            if line.startswith("found "):
                _, tool, *places = line.split()
                self.places.setdefault(tool, []).extend(places)
        for tool in self.places:
            self.gain(tool)

    def script(self, name, text):
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def path_of(self, tool):
        """Where the first place of this tool is on this machine."""
        kind, _, what = self.places[tool][0].rpartition(":")
        if kind == "file":
            return Path(what.replace("*", "x"))
        if kind == "cross":
            return self.bin / f"x86_64-linux-gnu-{what}"
        if kind.startswith("library"):
            return self.root / "lib" / what
        if kind in ("python", "display"):
            return None
        if what.startswith("BREW"):
            what = self.places[tool][1]
        return self.bin / (tool if tool in ("make", "gdb") else what)

    def gain(self, tool, version="99.1"):
        path = self.path_of(tool)
        if path is None or tool == "make":
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE_TOOL.format(
            name=path.name, version=version, root=self.root, log=self.log))
        path.chmod(0o755)

    age = gain  # with a version of long ago

    def lose(self, *tools):
        for tool in tools:
            self.path_of(tool).unlink()

    def run(self, command, *arguments, **environment):
        env = {"PATH": str(self.bin), "HOME": str(self.root / "a home")}
        env.update(environment)
        return subprocess.run(
            [command, *arguments], cwd=self.tree, env=env, text=True,
            stdin=subprocess.DEVNULL, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def doctor(self, *arguments, **environment):
        return self.run("common/tools/doctor", *arguments, **environment)

    def setup(self, *arguments, **environment):
        return self.run("common/tools/setup", *arguments, **environment)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def lines(result):
    return result.stdout.splitlines()


# ------------------------------------------------------------------ the table


def test_each_tool_of_the_table_has_a_place_and_a_package():
    rows = {"tool": {}, "found": {}, "package": {}}
    for line in (COMMON / "tools/needs").read_text().splitlines():
        if line and not line.startswith("#"):
            kind, tool, *rest = line.split()
            rows[kind].setdefault(tool, []).append(rest)
    assert rows["package"].pop("TOOL") == [SYSTEMS]
    assert rows["tool"].keys() == rows["found"].keys() == rows["package"].keys()
    for tool, [[kind, least, *why]] in rows["tool"].items():
        assert kind in ("required", "optional", "test", "book"), tool
        assert re.fullmatch(r"-|0|[0-9.]+\??", least), tool
        assert why, tool
    for tool, packages in rows["package"].items():
        assert [len(p) for p in packages] == [len(SYSTEMS)], tool


# --------------------------------------------------------------------- doctor


def test_a_complete_machine_is_called_one(machine):
    result = machine.doctor("--system", "apt-amd64")
    assert lines(result)[-1] == "doctor: everything is here."
    assert result.returncode == 0
    assert re.search(r"^  nasm +99\.1 +/.*a bin/nasm$", result.stdout, re.M)
    assert "missing" not in result.stdout


@pytest.mark.parametrize("system, install", [
    ("apt-amd64", "apt-get install nasm"),
    ("apt-arm64", "apt-get install nasm"),
    ("dnf", "dnf install nasm"),
    ("pacman", "pacman -S nasm"),
    ("brew", "brew install nasm"),
])
def test_doctor_names_the_missing_tool_and_its_install_line(
        machine, system, install):
    machine.lose("nasm")
    result = machine.doctor("--system", system)
    assert result.returncode == 1
    assert re.search(rf"^  nasm +missing +.*: {install}$", result.stdout, re.M)
    assert lines(result)[-1].startswith("doctor: 1 missing or too old")


def test_doctor_names_an_old_tool_as_too_old(machine):
    machine.age("nasm", "2.10")
    result = machine.doctor("--system", "apt-amd64")
    assert result.returncode == 1
    assert re.search(r"nasm +2\.10 is too old, 2\.14 needed", result.stdout)
    result = machine.doctor("--system", "apt-amd64", "--first-missing")
    assert result.stdout == (
        "nasm 2.10 is too old, it must be 2.14 or later (it assembles the "
        "kernel's .asm files): run 'make setup', or: apt-get install nasm\n")


@pytest.mark.parametrize("version, is_old", [
    ("2.14", False), ("2.14.02", False), ("2.9", True), ("2.13.99", True),
    ("3.0", False), ("10.1", False), ("1.99", True), ("3", False),
    ("2.16.01-4+deb12u1", False),
])
def test_versions_are_compared_as_numbers(machine, version, is_old):
    machine.age("nasm", version)
    assert machine.doctor("--first-missing", "nasm").returncode == is_old


def test_an_old_tool_does_not_hide_a_newer_one(machine):
    machine.script("make", "echo GNU Make 3.81")
    assert "make 3.81 is too old" in machine.doctor("--first-missing").stdout
    machine.script("gmake", "echo GNU Make 4.4.1")
    assert machine.doctor("--first-missing").stdout == ""


def test_first_missing_is_one_line_about_what_is_required(machine):
    result = machine.doctor("--first-missing")
    assert (result.stdout, result.returncode) == ("", 0)

    machine.lose("gdb", "clang")  # tests alone use these
    assert machine.doctor("--first-missing").returncode == 0
    assert lines(machine.doctor("--first-missing", "required", "gdb"))[0] \
        .startswith("gdb is missing")

    machine.lose("xorriso", "nasm")
    machine.script("id", "echo 1000")
    machine.script("sudo", "exit 1")
    result = machine.doctor("--system", "apt-amd64", "--first-missing", "test")
    assert result.stdout == (
        "nasm is missing (it assembles the kernel's .asm files): "
        "run 'make setup', or: sudo apt-get install nasm\n")
    assert result.returncode == 1


def test_first_missing_asks_no_slow_program_for_its_version(machine):
    machine.doctor("--first-missing", "test")
    asked = machine.log.read_text()
    assert "nasm --version" in asked
    assert "gdb --version" not in asked
    assert "python3 --version" not in asked
    assert "clang --version" not in asked


def test_what_no_package_brings_does_not_count(machine):
    machine.lose("bochs")
    assert machine.doctor("--system", "apt-amd64").returncode == 1
    result = machine.doctor("--system", "dnf")
    assert "its tests are skipped" in result.stdout
    assert result.returncode == 0
    assert machine.doctor("--system", "dnf", "--first-missing", "test") \
        .returncode == 0
    assert lines(machine.setup("--system", "dnf")) == [
        "setup: nothing to install; this system has no package for bochs, "
        "and the tests that need them are skipped."]


def test_a_chosen_cross_compiler_is_the_one_looked_for(machine):
    for tool in ("gcc", "ld", "objcopy"):
        machine.script(f"mine-{tool}", "echo mine 13.2")
        machine.lose(f"x86_64-{tool}")
    assert machine.doctor("--first-missing", CROSS="mine-").stdout == ""
    assert machine.doctor("--cross", CROSS="mine-").stdout == "mine-\n"
    assert machine.doctor("--first-missing", CROSS="yours-").stdout == (
        "x86_64-gcc is missing (it compiles the kernel): CROSS is set to "
        "'yours-', install that toolchain or unset CROSS\n")
    assert machine.doctor("--first-missing").stdout.startswith(
        "x86_64-gcc is missing")
    machine.script("gcc", "echo gcc 13.2")  # on an x86-64 Linux, it will do
    assert machine.doctor("--first-missing", "x86_64-gcc").stdout == ""
    machine.script("uname", "echo Darwin arm64")
    assert machine.doctor("--first-missing", "x86_64-gcc").returncode == 1


def test_a_misspelt_tool_or_a_missing_awk_is_no_good_news(machine):
    assert machine.doctor("--first-missing", "nsam").returncode == 1
    (machine.bin / "awk").unlink()
    assert "awk is missing" in machine.doctor("--first-missing").stdout
    assert machine.setup().returncode == 1


def test_grub_is_found_where_setup_unpacks_it(machine):
    machine.lose("grub-i386-pc")
    assert machine.doctor("--where", "grub-i386-pc").returncode == 1
    mine = machine.root / "a home/.local/share/folio/grub/i386-pc"
    mine.mkdir(parents=True)
    (mine / "multiboot2.mod").touch()
    assert machine.doctor("--where", "grub-i386-pc").stdout == \
        f"{mine}/multiboot2.mod\n"
    assert machine.doctor("--first-missing").returncode == 0


# ---------------------------------------------------------------------- setup


@pytest.mark.parametrize("system", SYSTEMS)
def test_setup_says_in_one_line_that_nothing_is_missing(machine, system):
    result = machine.setup("--system", system)
    assert lines(result) == ["setup: everything is here; nothing to install."]
    assert result.returncode == 0


@pytest.mark.parametrize("system, commands", [
    ("apt-amd64", [
        "apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y "
        "--no-install-recommends binutils nasm grub-common grub-pc-bin "
        "python3-pil clang-format bochs"]),
    ("apt-arm64", [
        "apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y "
        "--no-install-recommends binutils-x86-64-linux-gnu nasm grub-common "
        "python3-pil clang-format bochs",
        "apt-get download grub-pc-bin (for amd64, into HOME/grub)"]),
    ("dnf", [
        "dnf install -y --setopt=install_weak_deps=False "
        "binutils-x86_64-linux-gnu nasm grub2-tools-extra grub2-pc-modules "
        "python3-pillow clang-tools-extra"]),
    ("pacman", [
        "pacman -S --needed --noconfirm binutils nasm grub python-pillow clang"
    ]),
    ("brew", [
        "brew install x86_64-elf-binutils nasm i686-elf-grub clang-format",
        "python3 -m venv HOME/python",
        "HOME/python/bin/python3 -m pip install pillow"]),
])
def test_a_dry_run_lists_exactly_the_missing_packages(
        machine, system, commands):
    machine.lose("x86_64-ld", "x86_64-objcopy", "nasm", "grub-mkrescue",
                 "grub-i386-pc", "clang-format", "bochs")
    (machine.root / "no-PIL").touch()
    # The real /usr/bin/python3 is asked as well, and may well have Pillow.
    needs = machine.tools / "probe.sh"
    needs.write_text(needs.read_text().replace(" /usr/bin/python3 ", " "))
    machine.script("apt-get", "echo apt-get was run; exit 1")

    result = machine.setup("--system", system, "--dry-run")
    home = f"{machine.root}/a home/.local/share/folio"
    said, *listed = [line.replace(home, "HOME") for line in lines(result)]
    assert said == (
        "setup: missing or too old: x86_64-ld, x86_64-objcopy, nasm, "
        "grub-mkrescue, grub-i386-pc, pillow, clang-format, bochs")
    assert listed == commands
    assert result.returncode == 0


def test_setup_prints_a_command_and_runs_it_through_sudo(machine):
    machine.lose("nasm")
    machine.script("id", "echo 1000")
    machine.script("sudo", 'as_root=yes exec "$@"')
    machine.script("apt-cache", "echo Package: nasm")
    machine.script("apt-get", f"""
        [ "$as_root" ] || exit 1
        echo "apt-get does: $*"
        case $1 in
        install)
            [ "$DEBIAN_FRONTEND" = noninteractive ] || exit 1
            printf '#!/bin/sh\\necho 2.16\\n' >'{machine.bin}/nasm'
            chmod +x '{machine.bin}/nasm' ;;
        esac""")
    (machine.bin / "chmod").symlink_to(shutil.which("chmod"))
    result = machine.setup("--system", "apt-amd64")
    install = "-y --no-install-recommends nasm"
    assert lines(result) == [
        "setup: missing or too old: nasm",
        "sudo apt-get update",
        "apt-get does: update",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get install " + install,
        "apt-get does: install " + install,
        "setup: done."]
    assert result.returncode == 0


def test_setup_fails_if_a_tool_is_missing_still(machine):
    machine.lose("nasm")
    machine.script("dnf", "exit 0")
    result = machine.setup("--system", "dnf")
    assert lines(result)[-1].startswith(
        "setup: installed, but still missing or too old: nasm")
    assert result.returncode == 1
    machine.script("dnf", "exit 3")
    result = machine.setup("--system", "dnf")
    assert lines(result)[-1].startswith("setup: that command failed: dnf")
    assert result.returncode == 1


def test_setup_says_what_to_run_without_root_and_sudo(machine):
    machine.lose("nasm", "xorriso")
    machine.script("id", "echo 1000")
    result = machine.setup("--system", "dnf")
    assert lines(result)[1:] == [
        "setup: neither root nor sudo; as root, run: dnf install -y "
        "--setopt=install_weak_deps=False nasm xorriso"]
    assert result.returncode == 1


def test_setup_names_what_is_missing_on_an_unknown_system(machine):
    machine.lose("nasm", "xorriso")
    result = machine.setup()
    assert lines(result) == [
        "setup: there is no apt-get, dnf, pacman or brew here; "
        "install by hand: nasm, xorriso"]
    assert result.returncode == 1


@pytest.mark.parametrize("system, start, some", [
    ("apt-amd64", "sudo apt-get install -y --no-install-recommends gcc ",
     ["grub-pc-bin", "qemu-system-gui", "libc6-dev", "python3-pytest-xdist"]),
    ("apt-arm64", "sudo apt-get install -y --no-install-recommends "
     "gcc-x86-64-linux-gnu ", ["gdb-multiarch", "bochs-term"]),
    ("dnf", "sudo dnf install -y ", ["grub2-pc-modules", "qemu-ui-gtk"]),
    ("pacman", "sudo pacman -S ", ["libisoburn", "edk2-ovmf"]),
    ("brew", "brew install x86_64-elf-gcc ", ["i686-elf-grub", "llvm"]),
])
def test_the_whole_list_can_be_had_for_any_system(machine, system, start, some):
    [line] = lines(machine.setup("--system", system, "--list"))
    assert line.startswith(start)
    packages = line.split()
    assert set(some) <= set(packages)
    assert len(packages) == len(set(packages))
    assert "-" not in packages


# ------------------------------------------------------------------- Makefile


@pytest.fixture
def project(machine):
    """The real Makefile, chapters that say what is asked of them, and a setup
    that takes its time to bring nasm."""
    shutil.copy(COMMON.parent / "Makefile", machine.tree)
    for name in ("ch01-freestanding", "ch02-boot", "ch10-later"):
        (machine.tree / name).mkdir()
        (machine.tree / name / "Makefile").write_text(
            "all run debug debug-server diff clean:\n"
            "\t@if [ $@ = run ]; then sleep 0.3; fi\n"
            f"\t@echo {name}: $@ >>../log\n")
    machine.lose("nasm")
    setup = machine.tools / "setup"
    setup.unlink()
    setup.write_text(
        "#!/bin/sh\necho setup begins >>log\nsleep 0.5\n"
        f"printf '#!/bin/sh\\necho 2.16\\n' >'{machine.bin}/nasm'\n"
        f"/bin/chmod +x '{machine.bin}/nasm'\necho setup ends >>log\n")
    setup.chmod(0o755)
    return machine


def done(project):
    log = project.tree / "log"
    return log.read_text().splitlines() if log.exists() else []


@pytest.mark.parametrize("goals", ["setup run debug", "run setup debug"])
def test_setup_is_finished_before_anything_else_begins(project, goals):
    result = project.run("make", "-j8", *goals.split())
    assert result.returncode == 0, result.stdout
    assert done(project) == ["setup begins", "setup ends",
                             "ch10-later: run", "ch10-later: debug"]


def test_nothing_is_run_after_a_setup_that_failed(project):
    (project.tools / "setup").write_text("#!/bin/sh\nexit 1\n")
    assert project.run("make", "-j8", "setup", "run").returncode != 0
    assert done(project) == []


@pytest.mark.parametrize("goal", ["all", "run", "debug", "ch02-boot"])
def test_make_says_in_one_line_that_a_tool_is_missing(project, goal):
    result = project.run("make", goal)
    [line] = lines(result)
    assert "nasm is missing (it assembles the kernel's .asm files)" in line
    assert result.returncode != 0
    assert done(project) == []


def test_make_debug_alone_asks_for_gdb(project):
    project.gain("nasm")
    project.lose("gdb")
    assert project.run("make", "run").returncode == 0
    [line] = lines(project.run("make", "debug"))
    assert "gdb is missing" in line


def test_a_cross_compiler_may_be_chosen_on_make_s_command_line(project):
    project.gain("nasm")
    [line] = lines(project.run("make", "run", "CROSS=yours-"))
    assert "CROSS is set to 'yours-'" in line


def test_what_builds_nothing_needs_no_tool(project):
    assert project.run("make", "clean").returncode == 0
    assert project.run("make", "diff", "CH=2").returncode == 0
    help_text = project.run("make", "help").stdout
    makefile = (project.tree / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split()
    assert {t for t in targets if f"make {t} " not in help_text} == set()


@pytest.mark.parametrize("typed, chapter", [
    ("2", "ch02-boot"), ("02", "ch02-boot"), ("ch02", "ch02-boot"),
    ("ch02-boot", "ch02-boot"), ("ch02-boot/", "ch02-boot"),
    ("1", "ch01-freestanding"), ("10", "ch10-later"), ("", "ch10-later"),
])
def test_a_chapter_may_be_named_in_many_ways(project, typed, chapter):
    project.gain("nasm")
    project.run("make", "run", f"CH={typed}")
    assert done(project) == [f"{chapter}: run"]


def test_final_is_the_newest_chapter_once_it_is_there(project):
    project.gain("nasm")
    shutil.copytree(project.tree / "ch02-boot", project.tree / "final")
    makefile = project.tree / "final/Makefile"
    makefile.write_text(makefile.read_text().replace("ch02-boot", "final"))
    project.run("make", "run")
    project.run("make", "run", "CH=final")
    assert done(project) == ["final: run"] * 2


@pytest.mark.parametrize("typed", ["3", "0", "final", "boot", "1 2"])
def test_a_wrong_chapter_is_answered_with_those_there_are(project, typed):
    [line] = lines(project.run("make", "run", f"CH={typed}"))
    assert f"CH={typed} is no chapter; there are " \
        "ch01-freestanding ch02-boot ch10-later" in line


def test_an_old_make_is_named_after_setup_had_its_chance(project):
    result = project.run("make", "setup", "run", "MAKE_VERSION=3.81")
    assert "make 3.81 is too old" in lines(result)[0]
    assert done(project) == ["setup begins", "setup ends"]
