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
; The only way to ring 3 is to return there. So here is what a trap would have
; pushed, if the program had run before.
enter_program:
    cli                             ; gs must not be the program's in a handler
    push GDT_USER_DATA              ; ss
    push rsi
    push RFLAGS_IF
    push GDT_USER_CODE              ; cs
    push rdi
    swapgs                          ; from here on gs is not ours

    ; Nothing of the kernel's is left in any register.
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
