# SPDX-License-Identifier: MIT
# kernel.mk - how every chapter is built, run, stepped and tested.
#
# The chapter's Makefile sets, and then includes this file:
#   CHAPTER   its name, as in ch02-boot
#   BITS      32 or 64: the mode in which its C code runs
#   SCREEN    yes or no: whether it prints on a screen beside the serial port
#   INPUT     yes: it reads the serial port
#   COMMAND_LINE  yes or no: whether it reads one (ch01 does not)
#   CALLERS   yes: it finds the calling function by the return address
#   DEBUG_AT  the symbol at which `make debug` stops
#   SYMBOLS   yes: the kernel knows its functions' names (lib/symbols.h)
#   SRC       every source file, in the order of the layers
# and if it runs programs:
#   PROGRAMS  the C files of those in every image, one for each program
#   TEST_PROGRAMS, BENCH_PROGRAMS  of those in the test or bench image as well
#   USER_LIB  the sources of the library that all are linked with
#   ARCHIVE   a folder of files: it becomes a module, with PROGRAMS as its /bin
#   DEMO_PROGRAMS  those of PROGRAMS that lie in its /demo instead
# and may be told on make's command line:
#   V=1       show each command          BUILD=dir   build there
#   KVM=1     run on the real CPU        CC=clang    use that compiler
#   OPT=-Og   keep variables visible in GDB
#   ISO=bios  leave UEFI out             CMDLINE=... the kernel's command line
#   UI=window|curses|serial              MEMORY=128M
#   STEP=3    diff: only what this step of CHANGES changes

ifeq ($(filter 4.% 5.%,$(MAKE_VERSION)),)
$(error GNU make 4.0 or newer is needed, this is $(MAKE_VERSION): \
    on macOS, brew install make and call it as gmake)
endif

.DEFAULT_GOAL := all
export CMDLINE
.SUFFIXES:
.DELETE_ON_ERROR:
Q := $(if $(V),,@)
NUMBER := $(patsubst ch%,%,$(firstword $(subst -, ,$(CHAPTER))))

# With these GCC would look for headers and for parts of itself elsewhere, even
# with -nostdinc.
unexport CPATH C_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX

# In the tree the output lies at the root, in a folder named after the chapter's
# (build/ch05; build/mine for a copy), so that `diff -ru` of two chapters shows
# sources alone. A chapter that was copied out of the tree keeps its own.
IN_TREE := $(and $(filter ../common,$(COMMON)),$(wildcard ../common/kernel.mk))
HERE := $(shell basename "$$(pwd)")
OUTPUT := $(patsubst $(CHAPTER),$(firstword $(subst -, ,$(CHAPTER))),$(HERE))
# The root's Makefile sets FOLIO_BUILD when it was given a BUILD for all.
BUILD := $(strip $(if $(FOLIO_BUILD),$(FOLIO_BUILD)/$(OUTPUT),\
    $(if $(IN_TREE),../build/$(OUTPUT),build)))
ifneq ($(words $(BUILD)),1)
$(error BUILD is "$(BUILD)": make knows no paths with spaces in them)
endif

# --- tools ---

# Checked before anything is built, so that one line names a missing tool. The
# root's Makefile checks once for all chapters and sets FOLIO_TOOLS.
ifeq ($(FOLIO_TOOLS)$(filter clean diff describe,$(MAKECMDGOALS)),)
MISSING := $(shell CROSS='$(CROSS)' "$(COMMON)/tools/doctor" --first-missing)
$(if $(MISSING),$(error $(MISSING)))
endif

# A cross compiler, so that nothing of the host's system is used by accident.
# On Debian for amd64 the second prefix is the system's own compiler.
ifeq ($(CROSS),)
CROSS := $(shell "$(COMMON)/tools/doctor" --cross)
endif
ifneq ($(filter default undefined,$(origin CC)),)
CC := $(CROSS)gcc
endif
LD := $(CROSS)ld
OBJCOPY := $(CROSS)objcopy
NM := $(CROSS)nm
NASM ?= nasm
ifeq ($(filter clean diff describe,$(MAKECMDGOALS)),)
ifeq ($(shell command -v $(firstword $(CC))),)
$(error the compiler was not found: CC is "$(CC)")
endif
PROBLEM := $(shell "$(COMMON)/tools/place" "$(BUILD)" 1)
$(if $(PROBLEM),$(error $(PROBLEM)))
endif
INCLUDE := $(shell env -u GCC_EXEC_PREFIX $(CC) -print-file-name=include)
IS_CLANG := $(findstring clang,$(notdir $(CC)))

# --- flags, each with its reason ---

CFLAGS := -std=gnu11 -g
# The only headers of the C library are the compiler's own: types and macros.
CFLAGS += -ffreestanding -nostdinc -isystem $(INCLUDE)
CFLAGS += -Wall -Wextra -Werror -Wshadow -Wundef -Wvla
CFLAGS += -Wstrict-prototypes -Wmissing-prototypes
# Linked to run at one address. Distributions make -fpie the default, and the
# tables that it needs are filled by a loader that we do not have.
CFLAGS += -fno-pic -fno-pie
# The SSE, MMX and x87 registers belong to programs, and an interrupt does not
# save them: the kernel must not use them, and GCC does even to copy structs.
CFLAGS += -mgeneral-regs-only
# Panics and GDB walk the stack by the frame pointers.
CFLAGS += -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer
ifeq ($(CALLERS),yes)
# A call at the end of a function stays a call: a jump would leave the return
# address of the caller's caller, and the wrong function would be named.
CFLAGS += -fno-optimize-sibling-calls
endif
# Unwind tables are for C++ exceptions.
CFLAGS += -fno-asynchronous-unwind-tables
# The guard is a global variable; else GCC reads it at gs:0x28 as in Linux.
CFLAGS += -fstack-protector-strong -mstack-protector-guard=global
# The same memory is read as different types: tables, devices, boot information.
CFLAGS += -fno-strict-aliasing
# Distributions switch these on; each needs an operating system's support. They
# guard against jumps to wrong places (CET) and stacks that skip a guard page.
CFLAGS += -fcf-protection=none
CFLAGS += $(if $(IS_CLANG),,-fno-stack-clash-protection)

ifeq ($(BITS),64)
CFLAGS += -m64 -march=x86-64
# The System V ABI lets a function use 128 bytes below rsp without moving it,
# and an interrupt pushes its frame exactly there.
CFLAGS += -mno-red-zone
# The kernel is linked in the upper 2 GiB, where an address fits in 32 bits that
# are sign-extended.
CFLAGS += -mcmodel=kernel
TARGET := x86_64-elf
QEMU := qemu-system-x86_64
else
CFLAGS += -m32 -march=i686
TARGET := i386-elf
QEMU := qemu-system-i386
endif
CFLAGS += $(if $(IS_CLANG),--target=$(TARGET))
CFLAGS += $(or $(OPT),-O2)

# Paths start at the layer. Debug information and __FILE__ name files relative
# to the chapter, so that the same sources give the same kernel in any folder.
CPPFLAGS := -I. -I$(COMMON) -DCHAPTER=\"$(CHAPTER)\"
CPPFLAGS += "-ffile-prefix-map=$(CURDIR)/=" "-ffile-prefix-map=$(CURDIR)=."
CPPFLAGS += -ffile-prefix-map=$(COMMON)/=common/
# -MMD -MP: each object's list of headers, and no error if a header is deleted.
CPPFLAGS += -MMD -MP

NASMFLAGS := -f elf$(BITS) -g -F dwarf -I./ -I$(BUILD)/
# From 2.16.02 on, -Wall warns (as "reloc") of each address that the linker
# fills in. An earlier NASM does not know the name.
# From 3.00 on, it warns of an absolute address that is not marked as one. In
# the upper 2 GiB these are intended.
NASMFLAGS += -Wall -w-unknown-warning -w-reloc -w-implicit-abs-deprecated
NASMFLAGS += -Werror

# Programs are compiled as the kernel is, but for this: they may use SSE and the
# red zone, since an interrupt changes to the kernel's stack, and they are linked
# low. They have no stack guard: its value would be the same in every run.
USER_CFLAGS := $(filter-out -mgeneral-% -mno-red-zone -mcmodel=% \
    -fstack-% -mstack-%,$(CFLAGS)) -fno-stack-protector
# What a program does not use of the library is left out of it.
USER_CFLAGS += -ffunction-sections
# The headers by which C programs know the library.
USER_CFLAGS += $(if $(wildcard user/include),-Iuser/include)
# GRUB loads the whole archive, even on a machine of 4 MiB. In the archive's
# programs no segment is moved to a page boundary of the file: that would double
# their size.
USER_LDFLAGS := --gc-sections $(if $(ARCHIVE),--nmagic)

LDFLAGS := -m $(if $(filter 64,$(BITS)),elf_x86_64,elf_i386)
LDFLAGS += -static -nostdlib --build-id=none -z noexecstack
LDFLAGS += -z max-page-size=4096 --fatal-warnings

# A variable on make's command line would replace all that stands above, and the
# kernel would be built without flags that it needs.
$(foreach name,CFLAGS CPPFLAGS NASMFLAGS LDFLAGS,\
    $(if $(filter command override,$(origin $(name))),\
    $(error $(name) cannot be set: kernel.mk gives the flags that the kernel \
    needs, each with its reason; OPT=... is passed on to the compiler)))

# --- files ---

COMMON_SRC := base/string.c base/format.c base/kprintf.c serial/serial.c
TESTS := $(sort $(wildcard test/*/*.c))
PANIC_TESTS := $(if $(TESTS),$(shell grep -l '^TEST_PANICS' $(TESTS)))
# A kernel that reads no command line cannot be told which test is to panic, so
# each of these gets an image of its own.
OWN_IMAGE := $(if $(filter yes,$(COMMAND_LINE)),,$(PANIC_TESTS))

object = $(patsubst %,$(BUILD)/obj/%.o,$(1))
SHARED_OBJ := $(call object,$(addprefix common/,$(COMMON_SRC)) \
    $(filter-out demo.c,$(SRC)))
KERNEL_OBJ := $(SHARED_OBJ) $(call object,demo.c)
RUNNER_OBJ := $(SHARED_OBJ) $(call object,common/test/runner.c)
BENCH_OBJ := $(SHARED_OBJ) \
    $(call object,bench.c $(sort $(wildcard bench/*.c bench/*.asm)))
TEST_OBJ := $(RUNNER_OBJ) $(call object,$(filter-out $(OWN_IMAGE),$(TESTS)))

# Programs, and the kernel's C files that are compiled again for them.
USER_COMMON_SRC := base/string.c base/format.c
ALL_PROGRAMS := $(PROGRAMS) $(TEST_PROGRAMS) $(BENCH_PROGRAMS)
user_object = $(patsubst %,$(BUILD)/user/obj/%.o,$(1))
program = $(patsubst %.c,$(BUILD)/user/%.elf,$(notdir $(1)))
USER_OBJ := $(call user_object,$(USER_LIB) lib/memory.c \
    $(addprefix common/,$(USER_COMMON_SRC)))
# Without an archive each program is a module.
SHIPPED := $(if $(ARCHIVE),,$(PROGRAMS))
folio_MODULES := $(call program,$(SHIPPED))
test_MODULES := $(call program,$(SHIPPED) $(TEST_PROGRAMS))
bench_MODULES := $(call program,$(SHIPPED) $(BENCH_PROGRAMS))
TAR := $(if $(ARCHIVE),$(BUILD)/root.tar)
ARCHIVED := $(foreach source,$(PROGRAMS),$(if \
    $(filter $(source),$(DEMO_PROGRAMS)),demo,bin):$(call program,$(source)))

own_image = $(patsubst %.c,test-%,$(notdir $(1)))
IMAGES := kernel test $(basename $(wildcard bench.c)) \
    $(call own_image,$(OWN_IMAGE))
ISOS := $(patsubst kernel.iso,folio.iso,$(addsuffix .iso,$(IMAGES)))

.PHONY: all run debug debug-server test bench bench-image diff clean
.PHONY: describe objects FORCE
all: $(BUILD)/folio.iso $(BUILD)/compile_commands.json
test-images: $(addprefix $(BUILD)/,$(ISOS))

# --- compiling ---

# Holds what the objects depend on beside their sources. It is rewritten only
# when that changes, and then everything is built again.
STAMP := $(BUILD)/stamp
$(STAMP): export STAMP_TEXT := $(CC) $(CFLAGS) $(CPPFLAGS) $(NASM) \
    $(NASMFLAGS) $(LD) $(LDFLAGS) $(SRC) $(TESTS) $(or $(ISO),uefi) \
    $(if $(ALL_PROGRAMS),$(USER_CFLAGS) $(USER_LDFLAGS) $(USER_LIB) \
    $(ALL_PROGRAMS)) $(if $(TAR),$(TAR) $(DEMO_PROGRAMS))
$(STAMP): FORCE
	@printf '%s\n' "$$STAMP_TEXT" | cmp -s - $@ || \
	    printf '%s\n' "$$STAMP_TEXT" > $@
FORCE:

compile = $(Q)mkdir -p $(@D) && echo "  CC    $<" && \
    $(CC) $(CPPFLAGS) $(CFLAGS) -c $< -o $@
assemble = $(Q)mkdir -p $(@D) && echo "  NASM  $<" && \
    $(NASM) $(NASMFLAGS) -MD $(@:.o=.d) -MP -o $@ $<

$(BUILD)/obj/common/%.c.o: $(COMMON)/%.c $(STAMP)
	$(compile)
$(BUILD)/obj/%.c.o: %.c $(STAMP)
	$(compile)
$(BUILD)/obj/%.asm.o: %.asm $(BUILD)/offsets.inc $(STAMP)
	$(assemble)

$(BUILD)/user/%.o: CFLAGS := $(USER_CFLAGS)
$(BUILD)/user/obj/common/%.c.o: $(COMMON)/%.c $(STAMP)
	$(compile)
$(BUILD)/user/obj/%.c.o: %.c $(STAMP)
	$(compile)
$(BUILD)/user/obj/%.asm.o: %.asm $(STAMP)
	$(assemble)

# See base/offsets.h.
$(BUILD)/offsets.inc: offsets.c $(STAMP)
	$(Q)echo "  CC    $<" && \
	    $(CC) $(CPPFLAGS) -MT $@ -MF $(BUILD)/offsets.d $(CFLAGS) \
	    -fno-lto -S $< -o $(BUILD)/offsets.s && \
	    sed -n 's/^.*#OFFSET \([^ ]*\) \$$*\(.*\)/%define \1 \2/p' \
	    $(BUILD)/offsets.s > $@

# Only targets that build read what the compiler wrote: for a hostile source it
# can hold commands of make.
ifeq ($(filter clean diff describe,$(MAKECMDGOALS)),)
-include $(shell find $(BUILD)/obj $(BUILD)/user/obj $(BUILD)/offsets.d \
    -name '*.d' 2>/dev/null)
endif

# Not linked: common/tools/check reads the symbols that each uses and defines.
PROGRAM_OBJ := $(call user_object,$(PROGRAMS))
LIBRARY_OBJ := $(if $(PROGRAMS),$(USER_OBJ))
objects: $(KERNEL_OBJ) $(LIBRARY_OBJ) $(PROGRAM_OBJ)
	@printf '%s\n' $(KERNEL_OBJ:%=kernel:%) $(LIBRARY_OBJ:%=library:%) \
	    $(PROGRAM_OBJ:%=program:%)

# --- linking ---

link_with = $(LD) $(LDFLAGS) -T boot/kernel.ld -Map=$(@:.elf=.map) -o $@ \
    $(filter %.o,$^) $(1)
# A kernel that holds its functions' names is linked twice: once to learn their
# addresses, and again with the table, which lies behind all functions.
symbols_of = "$(COMMON)/tools/symbols" $(NM) $(1) > $@.symbols.asm && \
    $(NASM) -f elf$(BITS) -o $@.symbols.o $@.symbols.asm
ifeq ($(SYMBOLS),yes)
link = $(Q)echo "  LD    $(@F)" && \
    $(call symbols_of) && $(call link_with,$@.symbols.o) && \
    $(call symbols_of,$@) && $(call link_with,$@.symbols.o)
else
link = $(Q)echo "  LD    $(@F)" && $(call link_with)
endif

$(BUILD)/kernel.debug.elf: $(KERNEL_OBJ) boot/kernel.ld
	$(link)
$(BUILD)/test.debug.elf: $(TEST_OBJ) boot/kernel.ld
	$(link)
# bench_entry reads the time before the kernel's first instruction.
$(BUILD)/bench.debug.elf: LDFLAGS += -e bench_entry
$(BUILD)/bench.debug.elf: $(BENCH_OBJ) boot/kernel.ld
	$(link)
$(foreach source,$(OWN_IMAGE),$(eval \
    $(BUILD)/$(call own_image,$(source)).debug.elf: $(call object,$(source))))
$(BUILD)/test-%.debug.elf: $(RUNNER_OBJ) boot/kernel.ld
	$(link)

# Each program is linked from its own object and the library.
$(foreach source,$(ALL_PROGRAMS),$(eval \
    $(patsubst %.elf,%.debug.elf,$(call program,$(source))): \
    $(call user_object,$(source))))
$(BUILD)/user/%.debug.elf: $(USER_OBJ) user/program.ld
	$(Q)echo "  LD    user/$(@F)" && $(LD) $(LDFLAGS) $(USER_LDFLAGS) \
	    --orphan-handling=error -T user/program.ld -Map=$(@:.elf=.map) -o $@ $(filter %.o,$^)

# NASM writes the folder's absolute path into its debug information. So the file
# in the image has no debug information, and GDB reads the .debug.elf file.
$(BUILD)/%.elf: $(BUILD)/%.debug.elf
	$(Q)$(OBJCOPY) --strip-debug $< $@
.SECONDARY: # make deletes no intermediate file

# --- the bootable image ---

# It depends on each file of the folder and on each directory, whose time
# changes when a file is deleted.
$(BUILD)/root.tar: $(call program,$(PROGRAMS)) $(COMMON)/tools/mkarchive \
    $(shell find $(or $(ARCHIVE),/dev/null) 2>/dev/null)
	$(Q)echo "  TAR   $(@F)" && "$(COMMON)/tools/mkarchive" $@ $(ARCHIVE) \
	    $(ARCHIVED)

$(BUILD)/folio.iso: $(BUILD)/kernel.elf $(BUILD)/grub-folio.cfg \
    $(folio_MODULES) $(TAR)
	$(Q)echo "  ISO   $(@F)" && \
	    "$(COMMON)/tools/mkiso" --$(or $(ISO),uefi) $@ \
	    $(BUILD)/grub-folio.cfg $< $(folio_MODULES) $(TAR)
$(BUILD)/test.iso: $(test_MODULES) $(TAR)
$(BUILD)/bench.iso: $(bench_MODULES) $(TAR)
$(BUILD)/%.iso: $(BUILD)/%.elf $(BUILD)/grub-%.cfg
	$(Q)echo "  ISO   $(@F)" && \
	    "$(COMMON)/tools/mkiso" --bios $@ $(BUILD)/grub-$*.cfg $< \
	    $($*_MODULES) $(TAR)

# CMDLINE is passed in the environment: the shell would interpret characters.
ifeq ($(shell test $$(printf %s '$(subst ','\'',$(CMDLINE))' | wc -c) -gt 3000 \
    && echo long),long)
$(error CMDLINE is too long: 3000 bytes is the most)
endif
$(BUILD)/grub-%.cfg: $(COMMON)/grub.cfg.in $(COMMON)/tools/grub-cfg FORCE $(STAMP)
	@MODULES='$(basename $(notdir $($*_MODULES)))' \
	    ARCHIVE='$(notdir $(TAR))' \
	    "$(COMMON)/tools/grub-cfg" $< > $@.$$$$ || \
	    { rm $@.$$$$; exit 1; }; \
	    if cmp -s $@.$$$$ $@; then rm $@.$$$$; else mv $@.$$$$ $@; fi

# --- commands ---

PARTS := --bits $(BITS) $(if $(filter yes,$(SCREEN)),--screen) \
    $(if $(filter yes,$(INPUT)),--input) \
    $(if $(filter %/poweroff.c,$(PROGRAMS)),--poweroff)
run: $(BUILD)/folio.iso
	$(Q)"$(COMMON)/tools/run" $(PARTS) --memory $(or $(MEMORY),128M) $<
debug: $(BUILD)/folio.iso
	$(Q)"$(COMMON)/tools/debug" --bits $(BITS) --at $(DEBUG_AT) \
	    --memory $(or $(MEMORY),128M) \
	    --elf $(BUILD)/kernel.debug.elf $<
debug-server: $(BUILD)/folio.iso
	$(Q)"$(COMMON)/tools/debug" --bits $(BITS) --server $(or $(PORT),1234) \
	    --elf $(BUILD)/kernel.debug.elf $<
test: all test-images
	$(Q)"$(COMMON)/tools/test" .

ifneq ($(wildcard bench.c),)
bench-image: $(BUILD)/bench.iso
bench: bench-image
	$(Q)"$(COMMON)/tools/bench" --memory $(or $(MEMORY),1G) \
	    $(BUILD)/bench.iso \
	    $(wildcard test/*/host/bench/*.c)
else
bench:
	@echo "$(CHAPTER) measures nothing: chapters do from ch05 on"
endif

PREVIOUS := $(if $(IN_TREE),$(lastword $(sort $(shell cd .. && \
    ls -d ch[0-9][0-9]-* final 2>/dev/null | LC_ALL=C sort | \
    sed '/^$(CHAPTER)$$/,$$d'))))
diff:
	@$(if $(STEP),"$(COMMON)/tools/changes.py" diff . "$(STEP)",$(if \
	    $(PREVIOUS),cd .. && { diff -ruN $(PREVIOUS) $(HERE) || \
	    [ $$? != 2 ]; },echo "no chapter comes before $(CHAPTER)"))

# Files are deleted by name: BUILD=dir may hold others.
clean:
	@rm -rf $(addprefix $(BUILD)/,obj stamp grub-*.cfg offsets.* serial.log \
	    compile_commands.json kernel.*elf* kernel.*map test*.elf* test*.map \
	    bench.*elf* bench.*map user/obj user/*.elf user/*.map root.tar \
	    $(ISOS))
	@rmdir $(BUILD)/user $(BUILD) 2>/dev/null || :

# What the test harness needs to know of a chapter.
describe:
	@echo '{"name": "$(CHAPTER)", "number": "$(NUMBER)", "build": "$(BUILD)",' \
	    '"bits": $(BITS), "screen": $(if $(filter yes,$(SCREEN)),true,false),' \
	    '"command_line": $(if $(filter yes,$(COMMAND_LINE)),true,false),' \
	    '"common": "$(COMMON)"}'

# For clangd, which finds it in build/. JSON escapes backslash and quote.
json = $(subst ",\",$(subst \,\\,$(1)))
$(BUILD)/compile_commands.json: export FOLDER := $(call json,$(CURDIR))
$(BUILD)/compile_commands.json: export COMMAND := \
    $(call json,$(CC) $(CPPFLAGS) $(CFLAGS))
$(BUILD)/compile_commands.json: export USER_COMMAND := \
    $(call json,$(CC) $(CPPFLAGS) $(USER_CFLAGS))
$(BUILD)/compile_commands.json: $(STAMP)
	@{ separator='['; entry() { \
	    printf '%s\n{"directory": "%s", "file": "%s", "command": "%s"}' \
	        "$$separator" "$$FOLDER" "$$2" "$$1 -c $$2"; separator=,; }; \
	    for c in $(filter %.c,$(SRC)) $(TESTS) \
	        $(addprefix $(COMMON)/,$(COMMON_SRC)); do \
	        entry "$$COMMAND" "$$c"; done; \
	    for c in $(filter %.c,$(USER_LIB)) $(ALL_PROGRAMS); do \
	        entry "$$USER_COMMAND" "$$c"; done; printf '\n]\n'; } > $@
