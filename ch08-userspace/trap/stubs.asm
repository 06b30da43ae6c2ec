; SPDX-License-Identifier: MIT
; trap/stubs.asm - where the CPU goes first, for each of the 256 vectors.

%include "offsets.inc"

extern trap_dispatch
global trap_stubs

; Vectors for which the CPU pushes an error code. Intel SDM Vol. 3A,
; "Exception and Interrupt Reference".
%define HAS_ERROR_CODE(v) (v == 8 || (v >= 10 && v <= 14) || v == 17 || \
                           v == 21 || v == 29 || v == 30)

section .text progbits alloc exec nowrite align=16

; One stub for each vector, TRAP_STUB_SIZE bytes apart. They differ in the
; number that they push, and make all frames alike.
trap_stubs:
%assign vector 0
%rep 256
    align TRAP_STUB_SIZE
%if !HAS_ERROR_CODE(vector)
    push 0                          ; in the place of the error code
%endif
    push vector
    jmp trap_common
    %assign vector vector + 1
%endrep
    align TRAP_STUB_SIZE

; in    a trap frame down to the vector; interrupts off: all gates are interrupt
;       gates. rsp is the current thread's, or one of the stacks for faults; gs
;       is the program's or ours.
; out   returns to the interrupted code, with the registers that the frame holds
trap_common:
    push rax
    push rbx
    push rcx
    push rdx
    push rsi
    push rdi
    push rbp
    push r8
    push r9
    push r10
    push r11
    push r12
    push r13
    push r14
    push r15
    push 0                          ; the interrupted code may have set flags
    popfq                           ; that mean something to us: AC, DF, NT

    ; Whose is gs? In ring 3 it is the program's, and so it still is, in ring 0,
    ; for a few instructions of a system call, where an NMI may come, say. A
    ; program cannot give it an address of the upper half, and ours is one.
    xor ebx, ebx                    ; C keeps rbx for us
    mov ecx, MSR_GS_BASE
    rdmsr
    test edx, edx                   ; its upper half
    js .gs_is_ours
    swapgs
    mov ebx, 1                      ; to be changed back
.gs_is_ours:

    ; A stack for faults has to be left before anybody sleeps, or the next fault
    ; would write over it. While its program runs, a thread's own is empty.
    test byte [rsp + TRAP_FRAME_CS], GDT_RING_3
    jz .on_its_stack
    mov rdi, [gs:CPU_KERNEL_RSP]
    sub rdi, TRAP_FRAME_SIZE
    cmp rdi, rsp
    je .on_its_stack
    mov rsi, rsp
    mov rsp, rdi
    mov ecx, TRAP_FRAME_SIZE / 8
    rep movsq
.on_its_stack:
    mov rdi, rsp
    push qword [rsp + TRAP_FRAME_RIP]

; As if the interrupted code had called this function: its rip is there as the
; return address, and the usual two instructions make the frame. So backtraces,
; ours and GDB's, go on to it from whatever C does here.
trap_call_c:
    push rbp
    mov rbp, rsp
    call trap_dispatch              ; (frame)
    add rsp, 16                     ; the frame; the next pops have its rbp
    test ebx, ebx
    jz .gs_stays
    swapgs
.gs_stays:
    pop r15
    pop r14
    pop r13
    pop r12
    pop r11
    pop r10
    pop r9
    pop r8
    pop rbp
    pop rdi
    pop rsi
    pop rdx
    pop rcx
    pop rbx
    pop rax
    add rsp, 16                     ; vector and error code
    iretq
