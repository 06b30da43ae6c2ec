#!/bin/bash
# SPDX-License-Identifier: MIT
#
# setup.sh of a Gradescope autograder. The zip file holds this as setup.sh,
# gradescope-run as run_autograder, the whole tree as folio/, and a file
# `assignment` with the line CH=03 STEP=1.

set -eu
apt-get update
apt-get install -y make sudo bubblewrap
make -C /autograder/source/folio setup
