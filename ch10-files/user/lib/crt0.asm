; SPDX-License-Identifier: MIT
; user/lib/crt0.asm - the first instructions of every program.

bits 64

extern main
extern exit
extern environ
global _start

section .text progbits alloc exec nowrite align=16

; Where the kernel starts a program (System V ABI for AMD64, "Initial Stack and
; Register State").
; in    rsp: a multiple of 16; points to argc, the arguments' addresses, a null,
;       the addresses of the environment's strings, and a null
; out   never: what main() returns is the exit code
_start:
    xor ebp, ebp                ; a backtrace ends here
    mov rdi, [rsp]              ; argc
    lea rsi, [rsp + 8]          ; argv
    lea rax, [rsi + rdi * 8 + 8] ; behind the null
    mov [environ], rax
    call main
    mov edi, eax
    call exit
