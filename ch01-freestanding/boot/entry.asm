; SPDX-License-Identifier: MIT
; boot/entry.asm - the kernel's first instructions.

%include "offsets.inc"

extern kernel_main
global entry

BOOT_STACK_SIZE equ 16 * 1024

section .bss nobits alloc noexec write align=4096

boot_stack:
    resb BOOT_STACK_SIZE
boot_stack_end:

section .text progbits alloc exec nowrite align=16

; The boot loader jumps here.
; in    eax: MULTIBOOT2_BOOTLOADER_MAGIC   ebx: address of the boot information
;       32-bit protected mode, no paging, flat segments, interrupts off;
;       esp and the other registers: anything (Multiboot2 Specification,
;       "I386 machine state")
; out   does not return
entry:
    cld                             ; the ABI expects the direction flag clear
    mov esp, boot_stack_end         ; a stack grows down from its end
    xor ebp, ebp                    ; a backtrace ends at this frame
    ; i386 System V ABI: arguments on the stack, the last one pushed first, and
    ; esp on a 16-byte boundary where the call is made.
    sub esp, 8
    push ebx
    push eax
    call kernel_main                ; (magic, boot_information)
    ud2                             ; kernel_main does not return
