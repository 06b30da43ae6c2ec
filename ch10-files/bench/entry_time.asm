; SPDX-License-Identifier: MIT
; bench/entry_time.asm - the bench's first instructions.

%include "offsets.inc"

extern entry
global bench_entry
global entry_time

section .data
align 8

; uint64_t entry_time: the time-stamp counter when the boot loader jumped here.
entry_time:
    dq 0

section .boot.text progbits alloc exec nowrite align=16
bits 32

; The boot loader jumps here, and not to `entry`.
; in    as for entry
; out   at entry; changed: ecx, edx
bench_entry:
    mov ecx, eax
    rdtsc
    mov [entry_time - KERNEL_BASE], eax     ; no paging yet
    mov [entry_time - KERNEL_BASE + 4], edx
    mov eax, ecx
    jmp entry
