; SPDX-License-Identifier: MIT
; process/enter.asm - the way to ring 3, for the first time.

%include "offsets.inc"

global enter_program

section .text progbits alloc exec nowrite align=16

; _Noreturn void enter_program(uintptr_t rip, uintptr_t rsp);
; in    rdi: where the program begins   rsi: its stack
; out   never: the next trap or system call begins at the start of this stack
; IF    on for the program
;
; Ring 3 can be entered by a return alone. So the code pushes what a trap in the
; program would have pushed.
enter_program:
    cli                             ; no handler may see the program's gs
    push GDT_USER_DATA              ; ss
    push rsi
    push RFLAGS_IF
    push GDT_USER_CODE              ; cs
    push rdi
    swapgs                          ; gs is the program's from here on

    ; No register may show the program a value of the kernel's.
    xor eax, eax
    mov ds, ax
    mov es, ax
    mov fs, ax
    mov gs, ax
    xor ebx, ebx
    xor ecx, ecx
    xor edx, edx
    xor esi, esi
    xor edi, edi
    xor ebp, ebp
    xor r8d, r8d
    xor r9d, r9d
    xor r10d, r10d
    xor r11d, r11d
    xor r12d, r12d
    xor r13d, r13d
    xor r14d, r14d
    xor r15d, r15d
    iretq
