# SPDX-License-Identifier: MIT
# Makefile - every command, for the whole project or for one chapter.
#
#     make setup run    install what is missing, then boot the newest chapter
#     make run CH=03    boot another one; CH=3, CH=ch03-vga, CH=final do too
#     make help         list all there is
#
# The work is done by the chapters' own Makefiles; this one picks the chapter.

.PHONY: all run debug debug-server test bench mutants diff check clean handout
.PHONY: grade grade-all
.PHONY: book book-pdf book-serve
.PHONY: setup doctor help

all: ## build every chapter, or CH alone; start nothing
run: ## boot the newest chapter, or CH
debug: ## step through it in GDB
debug-server: ## hold it at its first instruction for a debugger on PORT=1234
test: ## run the tests where they find something; ALL=1: everywhere
diff: ## show what CH changes in the chapter before it, or STEP=3 alone
bench: ## what things cost, compared; SAVE=1: store it, TIME=1: nanoseconds
handout: ## write the start of an assignment: CH=06 OUT=dir, or STEP=3 of it
grade: ## build, boot, give points: CH=06 SUBMISSION=dir; STEP=3; EXERCISE=
grade-all: ## the same for a class: CH=06 FOLDER=dir; a table, grades.csv
mutants: ## break the kernel on purpose, line by line: do the tests notice?
check: ## hold the sources to the rules that keep chapters comparable

book: ## build the book, as HTML and EPUB, in build/book/
book-pdf: ## build it as PDF
book-serve: ## build it, serve it on localhost, and again when a file changes

setup: ## install what is missing here (apt, dnf, pacman or brew)
	@common/tools/setup

doctor: ## name each tool, its version, and what installs it
	@common/tools/doctor

help: ## list these commands
	@awk -F ':.*## ' '/^[^ :]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' \
	    Makefile
	@echo "Chapters, for CH=: $(CHAPTERS)"

# ------------------------------------------------------------------ chapters

CHAPTERS := $(patsubst %/Makefile,%,\
    $(sort $(wildcard ch[0-9][0-9]-*/Makefile)) $(wildcard final/Makefile))

# CH as someone types it: 3, 03, ch03, ch03-vga, or ch03-vga/ by completion.
ch      := $(patsubst %/,%,$(CH))
matches := $(filter $(ch) $(ch)-% ch$(ch)-% ch0$(ch)-%,$(CHAPTERS))
CHAPTER := $(if $(ch),$(matches),$(lastword $(CHAPTERS)))
CHOSEN  := $(if $(ch),$(CHAPTER),$(CHAPTERS))

# ------------------------------------------------------------- several goals

GOALS := $(or $(MAKECMDGOALS),all)

# BUILD=dir: each chapter gets a folder of its own in it.
ifneq ($(BUILD),)
export FOLIO_BUILD := $(abspath $(BUILD))
MAKEOVERRIDES := $(filter-out BUILD=%,$(MAKEOVERRIDES))
endif
BUILT := $(or $(FOLIO_BUILD),build)

ifneq ($(word 2,$(GOALS)),)

# They are done one after the other, each by a make of its own: tools are looked
# for when setup has brought them, not before. -j cannot mix them up.
.NOTPARALLEL:
.PHONY: $(GOALS)
$(sort $(filter-out setup,$(GOALS))): $(filter setup,$(GOALS))
	@$(MAKE) --no-print-directory $@

else

# ----------------------------------------------------------------- one goal

# A wrong chapter or a missing tool is said in one line, before anything starts.
FOR_ONE  := run debug debug-server diff
FOR_ALL  := all test mutants bench
BUILDING := $(FOR_ALL) $(CHAPTERS) run debug debug-server
WRITING  := $(BUILDING) check book book-pdf book-serve

ifneq ($(or $(ch),$(filter $(FOR_ONE) handout,$(GOALS))),)
ifneq ($(words $(CHAPTER)),1)
$(error $(if $(CHAPTERS),CH=$(CH) is no chapter; there are \
    $(CHAPTERS),no chapter is here yet))
endif
endif

ifneq ($(filter $(BUILDING),$(GOALS)),)
ifneq ($(filter 3.%,$(MAKE_VERSION)),)
$(error make $(MAKE_VERSION) is too old, it must be 4.0 or later: \
    on macOS 'make setup' installs it by the name gmake)
endif
ifneq ($(FOLIO_TOOLS),ok)
TOOLS_debug := gdb
TOOLS_mutants := pytest-xdist
TOOLS_test  := $(if $(FOLIO_REQUIRE_ALL),test,pytest-xdist)
problem     := $(shell CROSS='$(CROSS)' common/tools/doctor \
    --first-missing required $(TOOLS_$(GOALS)))
ifneq ($(problem),)
$(error $(problem))
endif
# The chapters' makes need not look again.
export FOLIO_TOOLS := ok
endif
endif

ifneq ($(filter $(WRITING),$(GOALS)),)
problem := $(shell common/tools/place '$(BUILT)' \
    $(if $(filter $(FOR_ALL),$(GOALS)),$(words $(CHOSEN)),1))
ifneq ($(problem),)
$(error $(problem))
endif
endif

.PHONY: $(CHAPTERS)
all: $(CHOSEN) $(BUILT)/compile_commands.json

# make test builds on all processors, unless -j has said on how many.
ALL_JOBS := $$(case "$$MAKEFLAGS" in *-j*) ;; *) echo -j$(or $(shell nproc \
    2>/dev/null || sysctl -n hw.ncpu),1);; esac)
$(CHAPTERS):
	@$(if $(filter test,$(GOALS)),common/tools/with-quick-tools) \
	    $(MAKE) --no-print-directory -C $@ all \
	    $(if $(filter test,$(GOALS)),$(ALL_JOBS)) \
	    $(if $(filter test,$(GOALS)),test-images)

$(FOR_ONE):
	@$(MAKE) --no-print-directory -C $(CHAPTER) $@

# What takes longest comes first, so that no worker is left with it at the end.
test: all
	@common/tools/test $(if $(ch)$(ALL),,--where-new) \
	    $(if $(ch),,book/tests common/harness) \
	    $(shell printf '%s\n' $(CHOSEN) | sort -r)

# What they print is compared with bench/, so they are built as they stand here.
MEASURED := $(patsubst %/bench.c,%,$(wildcard $(CHOSEN:%=%/bench.c)))
bench:
	@for c in $(MEASURED); do \
	    $(MAKE) --no-print-directory -C $$c bench-image || exit; done
	@$(if $(MEASURED),common/tools/bench-table $(if $(SAVE),--save) \
	    $(if $(TIME),--time) $(MEASURED),echo \
	    "$(CHAPTER) measures nothing: chapters do from ch05 on")

handout:
	@$(if $(OUT),,echo "make handout CH=06 OUT=dir: OUT is the folder for \
	    it"; exit 1;) \
	    common/tools/handout.py $(CHAPTER) "$(OUT)" $(if $(STEP),--step $(STEP))

# What is graded, and by what; the same for one submission and for many.
GRADED = $(if $(EXERCISE),--exercise "$(EXERCISE)",--chapter $(CHAPTER) \
    $(if $(STEP),--step $(STEP))) --out "$(or $(OUT),$(BUILT)/grade)" \
    $(if $(POINTS),--points "$(POINTS)") $(if $(HIDDEN),--hidden "$(HIDDEN)")
grade:
	@$(if $(and $(or $(ch),$(EXERCISE)),$(SUBMISSION)),,echo "make grade CH=06 \
	    SUBMISSION=dir, or EXERCISE=ch09/history SUBMISSION=dir"; exit 1;) \
	    common/tools/grade $(GRADED) "$(SUBMISSION)"
grade-all:
	@$(if $(and $(or $(ch),$(EXERCISE)),$(FOLDER)),,echo "make grade-all CH=06 \
	    FOLDER=dir: each folder in dir is a submission"; exit 1;) \
	    common/tools/grade --all $(GRADED) "$(FOLDER)"

mutants: all
	@common/tools/mutants $(if $(ch),$(CHOSEN))

check:
	@common/tools/check

# The book shows transcripts of tools, not kernels: it needs nothing built.
book:
	@book/tools/build html epub
book-pdf:
	@book/tools/build pdf
book-serve:
	@book/tools/build serve

clean: ## remove what was built, all of it or for CH alone
	@$(if $(ch),$(MAKE) --no-print-directory -C $(CHAPTER) clean,$(if $(FOLIO_BUILD),\
	    for c in $(CHAPTERS); do $(MAKE) --no-print-directory -C $$c clean; \
	    done; rm -f $(BUILT)/compile_commands.json,rm -rf build))

# clangd looks here. It takes the first entry it finds for a file of common/, so
# the newest chapter comes first.
LISTS := $(shell ls $(BUILT)/*/compile_commands.json 2>/dev/null | sort -r)
$(BUILT)/compile_commands.json: $(CHOSEN) $(LISTS)
	@{ separator='['; for list in $$(ls $(BUILT)/*/compile_commands.json | \
	    sort -r); do echo "$$separator"; sed '1d;$$d' $$list; separator=,; \
	    done; echo ']'; } > $@.new; \
	    if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

endif
