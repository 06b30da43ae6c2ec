; SPDX-License-Identifier: MIT
; kernels.asm - a tiny kernel that goes wrong in the way that WAY names.
;
; It is a flat binary, loaded as its Multiboot2 address tag says: NASM alone
; makes it (nasm -f bin -DWAY=HANG).

bits 32
org 0x100000

%define PASS 1
%define TRIPLE_FAULT 2
%define HANG 3
%define FLOOD 4
%define MUTE 5
%define REBOOT 6
%define WRONG_EXIT 7
%define PANIC 8
%define TESTS 9         ; three tests of which the second dies
%define ECHO 10         ; sends back what comes
%define HALT 11

%macro say 1+
    mov esi, %%text
    call print
    jmp %%over
%%text: db %1, 0
%%over:
%endmacro

%macro leave_qemu 1
    mov al, %1
    out 0xF4, al
    jmp $
%endmacro

header:
    dd 0xE85250D6, 0, header.end - header
    dd -(0xE85250D6 + (header.end - header))
    dw 2, 0             ; address tag: this header, load from, to, and .bss end
    dd 24, header, header, 0, 0
    dw 3, 0             ; entry address tag, filled up to a multiple of 8 bytes
    dd 12, start, 0
    dw 0, 0
    dd 8
.end:

start:
    mov esp, 0x90000
%if WAY == MUTE
    jmp $
%elif WAY == ECHO
    say "folio: ch00-echo", 10
.again:
    mov dx, 0x3FD
    in al, dx
    test al, 1
    jz .again
    mov dx, 0x3F8
    in al, dx
    out dx, al
    jmp .again
%endif
%if WAY == TESTS
    say "folio: ch00-tests", 10
    say "test: first", 10, "ok: first", 10, "test: second", 10
    jmp triple_fault
%endif
    say "folio: ch00-harness", 10
%if WAY == PASS
    leave_qemu 0x10
%elif WAY == TRIPLE_FAULT
    jmp triple_fault
%elif WAY == HANG
    jmp $
%elif WAY == HALT
    cli
    hlt
%elif WAY == FLOOD
.flood:
    say "all work and no play", 10
    jmp .flood
%elif WAY == REBOOT
    jmp start
%elif WAY == WRONG_EXIT
    leave_qemu 0x07
%elif WAY == PANIC
    say "test: deep", 10, "expect: too deep", 10, "PANIC: too deep", 10
    cli
    hlt
%endif

; An exception, and an empty IDT to look up its handler in.
triple_fault:
    lidt [.empty]
    int3
.empty: dw 0
    dd 0

; esi: text that ends in 0
print:
    lodsb
    test al, al
    jz .done
    mov dx, 0x3F8
    out dx, al
    jmp print
.done:
    ret
