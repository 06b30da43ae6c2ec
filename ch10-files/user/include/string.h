// SPDX-License-Identifier: MIT
// user/include/string.h - what the library has of C's <string.h>.

#pragma once

#include "base/string.h"
