; SPDX-License-Identifier: MIT
; thread/switch.asm - the context switch: from one thread's stack to another's.

%include "offsets.inc"

global thread_switch

section .text progbits alloc exec nowrite align=16

; void thread_switch(uint64_t **save, uint64_t *next);
; in    rdi: where to store our stack pointer   rsi: the one to continue with
; out   returns to the caller of thread_switch on that stack
; keeps rbx rbp r12-r15, which the System V ABI preserves across a call. The
;       caller has saved the other registers that it needs: to the compiler
;       this is a call like any other.
; IF    0 before and after
thread_switch:
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    mov [rdi], rsp
    mov rsp, rsi
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    ret
