; SPDX-License-Identifier: MIT
; boot/header.asm - the Multiboot2 header, by which GRUB recognizes a kernel.
;
; GRUB searches the first 32 KiB of the file for the magic number, on an 8-byte
; boundary; kernel.ld puts this section first. Multiboot2 Specification, "OS
; image format". No tag asks for a framebuffer, since any such tag switches a
; BIOS machine to graphics mode, which has no text screen.

%include "offsets.inc"

section .multiboot2 progbits alloc noexec nowrite align=8

header:
    dd MULTIBOOT2_HEADER_MAGIC
    dd MULTIBOOT2_ARCHITECTURE_I386
    dd header_end - header
    ; The checksum makes the sum of the four words zero, modulo 2^32.
    dd -(MULTIBOOT2_HEADER_MAGIC + MULTIBOOT2_ARCHITECTURE_I386 \
         + (header_end - header)) & 0xFFFFFFFF

    ; The list of tags holds only the end tag.
    align 8
    dw MULTIBOOT_HEADER_TAG_END     ; type
    dw 0                            ; flags
    dd 8                            ; size of this tag, in bytes
header_end:
