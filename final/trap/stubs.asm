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

; One stub for each vector, TRAP_STUB_SIZE bytes apart. Each pushes its vector,
; and all of them give the frame the same layout.
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
;       gates. rsp: on the current thread's stack or on one for faults; the GS
;       base: the program's or the kernel's
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
    push 0                          ; clear the interrupted code's flags: AC, DF
    popfq                           ; and NT would change what the kernel does

    xor ebx, ebx                    ; 1: swap GS before iretq; C preserves it
    test byte [rsp + TRAP_FRAME_CS], GDT_RING_3
    jnz .from_ring_3

    ; The GS base may be the program's in ring 0, too: between SYSCALL and its
    ; swapgs, and between a swapgs and SYSRET or IRETQ. An NMI can come there.
    ; The kernel's base lies in the upper half and a program's cannot, so the
    ; top bit tells.
    mov ecx, MSR_GS_BASE
    rdmsr
    test edx, edx                   ; its upper half
    js .gs_is_ours
    swapgs
    mov ebx, 1
    jmp .gs_is_ours

    ; The handler of a trap from ring 3 may let the thread sleep. A frame on a
    ; stack for faults would be overwritten by the next fault meanwhile, so it
    ; is copied to the thread's own stack, which is empty while a program runs.
.from_ring_3:
    swapgs
    mov ebx, 1
    mov rdi, [gs:CPU_KERNEL_RSP]
    sub rdi, TRAP_FRAME_SIZE
    cmp rdi, rsp
    je .gs_is_ours
    mov rsi, rsp
    mov rsp, rdi
    mov ecx, TRAP_FRAME_SIZE / 8
    rep movsq
.gs_is_ours:
    mov rdi, rsp
    push qword [rsp + TRAP_FRAME_RIP]

; Makes a stack frame as if the interrupted code had called this function: its
; rip is the return address, and the usual two instructions follow. So the
; backtraces of the kernel and of GDB go on to the interrupted code.
trap_call_c:
    push rbp
    mov rbp, rsp
    call trap_dispatch              ; (frame)
    add rsp, 16                     ; drop rbp and rip: the frame has both
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
