; SPDX-License-Identifier: MIT
; process/user_copy.asm - the instructions that touch a program's memory.
;
; Each of them may fault. user_copy.c finds the fault's address in the table
; below, and lets the code go on at the address beside it.

%include "offsets.inc"

global user_copy_bytes
global user_copy_string
global user_copy_faults
global user_copy_faults_end

section .text progbits alloc exec nowrite align=16

; bool user_copy_bytes(void *to, const void *from, size_t nbytes);
; in    rdi, rsi: one of the two is the program's   rdx: how many
; out   al: 1; 0 if there was a fault
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
; in    rdi   rsi: the program's   rdx: at most so many bytes
; out   rax: its length; rdx if it has no end before; -EFAULT
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

; Pairs: the instruction that may fault, and where to go on.
user_copy_faults:
    dq user_copy_bytes.words, user_copy_bytes.fault
    dq user_copy_bytes.bytes, user_copy_bytes.fault
    dq user_copy_string.load, user_copy_string.fault
user_copy_faults_end:
