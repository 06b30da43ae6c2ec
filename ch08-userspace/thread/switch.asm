; SPDX-License-Identifier: MIT
; thread/switch.asm - from one thread's stack to another's.

%include "offsets.inc"

global thread_switch

section .text progbits alloc exec nowrite align=16

; void thread_switch(uint64_t **leave, uint64_t *go_on);
; in    rdi: where to note our stack pointer   rsi: the one to go on with
; out   returns to whoever called thread_switch on that stack
; keeps rbx rbp r12-r15, which the System V ABI wants kept over a call. All
;       others belong to the caller, who has saved what it needs: the compiler
;       saw a call like any other.
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
