; SPDX-License-Identifier: MIT
; process/user_copy.asm - the kernel's only instructions that touch user memory.
;
; Each of them may fault. user_copy.c then looks up the instruction in the
; exception table below, and goes on at its fixup.

%include "offsets.inc"

global user_copy_bytes
global user_copy_string
global user_copy_faults
global user_copy_faults_end

section .text progbits alloc exec nowrite align=16

; bool user_copy_bytes(void *to, const void *from, size_t nbytes);
; in    rdi, rsi: one of the two is user memory   rdx: how many bytes
; out   al: 1; 0 after a page fault
user_copy_bytes:
    mov rcx, rdx
    shr rcx, 3
.words:
    rep movsq
    mov ecx, edx
    and ecx, 7
.bytes:
    rep movsb
    mov eax, 1
    ret
.fault:
    xor eax, eax
    ret

; int64_t user_copy_string(char *to, const char *from, size_t size);
; in    rdi   rsi: user memory   rdx: at most so many bytes
; out   rax: the length; rdx if there is no zero byte; -EFAULT
user_copy_string:
    xor eax, eax
.next:
    cmp rax, rdx
    je .done
.load:
    mov cl, [rsi + rax]
    mov [rdi + rax], cl
    inc rax
    test cl, cl
    jnz .next
    dec rax                         ; the zero byte does not count
.done:
    ret
.fault:
    mov rax, -EFAULT
    ret

section .rodata progbits alloc noexec nowrite align=8

; The exception table: pairs of an instruction that may fault and its fixup.
user_copy_faults:
    dq user_copy_bytes.words, user_copy_bytes.fault
    dq user_copy_bytes.bytes, user_copy_bytes.fault
    dq user_copy_string.load, user_copy_string.fault
user_copy_faults_end:
