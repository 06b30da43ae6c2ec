// SPDX-License-Identifier: MIT
// user/include/stdio.h - what the library has of C's <stdio.h>.

#pragma once

#include "user/lib/stdio.h"
