// SPDX-License-Identifier: MIT
// boot/multiboot2.h - the Multiboot2 protocol between boot loader and kernel.
//
// Names and numbers from "Multiboot2 Specification version 2.0", sections "The
// magic fields of Multiboot2 header" and "I386 machine state".

#pragma once

#define MULTIBOOT2_HEADER_MAGIC      0xE85250D6 // first word of the header
#define MULTIBOOT2_ARCHITECTURE_I386 0          // start us in protected mode
#define MULTIBOOT_HEADER_TAG_END     0
#define MULTIBOOT2_BOOTLOADER_MAGIC  0x36D76289 // what eax holds when we start
