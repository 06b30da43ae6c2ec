; SPDX-License-Identifier: MIT
; syscall/syscall_entry.asm - the entry point of the instruction SYSCALL.
;
; Intel SDM Vol. 2B, "SYSCALL" and "SYSRET". The CPU changes to ring 0, puts the
; program's rip into rcx and its flags into r11, clears the flags that FMASK
; names, and that is all: the stack is still the program's.

%include "offsets.inc"

extern syscall_table
extern process_exit
extern process_exit_if_killed
global syscall_entry

section .text progbits alloc exec nowrite align=16

; in    rax: number   rdi rsi rdx r10 r8 r9: arguments
;       rcx: where the program goes on   r11: its flags   rsp: its stack
; out   rax: the result; rcx, r11 as above; all others as they were
; IF    0; on in the call
syscall_entry:
    swapgs
    mov [gs:CPU_USER_RSP], rsp
    mov rsp, [gs:CPU_KERNEL_RSP]
    push qword [gs:CPU_USER_RSP]
    push r11
    push r9
    push r8
    push r10
    push rdx
    push rsi
    push rdi                        ; these six: struct syscall_arguments
    push rcx
; Makes a stack frame as if the program had called this: see trap_call_c.
syscall_call_c:
    push rbp
    mov rbp, rsp
    sti
    cmp rax, SYS_COUNT
    jae .unknown
    lea rdi, [rsp + 16]             ; the arguments, above rcx and rbp
    call [syscall_table + rax * 8]
.leave:
    cli                             ; up to sysretq: gs and rsp change
    mov rcx, [gs:CPU_CURRENT]
    cmp byte [rcx + THREAD_IS_KILLED], 0
    jne .killed
    pop rbp
    pop rcx
    pop rdi
    pop rsi
    pop rdx
    pop r10
    pop r8
    pop r9
    ; SYSRET to a non-canonical rip faults in ring 0 on Intel (CVE-2012-0217).
    mov r11, rcx
    shr r11, 47
    jnz .bad_rip
    pop r11
    pop rsp
    swapgs
    o64 sysret

.unknown:
    mov rax, -ENOSYS
    jmp .leave
.killed:
    call process_exit_if_killed     ; does not return
.bad_rip:
    and rsp, -16
    mov edi, STATUS_KILLED | KILLED_BY_BAD_RIP
    call process_exit               ; does not return
