; SPDX-License-Identifier: MIT
; boot/higher_half.asm - the last of the assembly: at our own address, up to C.
;
; Until here everything happened at physical addresses. The kernel is linked for
; the last 2 GiB, and the page tables show it there.

%include "offsets.inc"

extern boot_pml4
extern boot_gdt_pointer_high
extern BOOT_DATA_SELECTOR
extern bss_start
extern bss_nwords
extern kernel_main
global higher_half
global boot_stack_end
global boot_stack_guard


section .bss nobits alloc noexec write align=4096

boot_stack_guard:                   ; cpu/stack.c takes this page away
    resb PAGE_SIZE
boot_stack:
    resb STACK_SIZE
boot_stack_end:

section .text progbits alloc exec nowrite align=16

; in    long mode;  ebp: physical address of the boot information
; out   does not return
higher_half:
    lgdt [boot_gdt_pointer_high]    ; where it stays in sight, see below
    mov ax, BOOT_DATA_SELECTOR      ; 64-bit mode ignores most of a data segment
    mov ss, ax                      ; but not whether it is there
    mov ds, ax
    mov es, ax
    xor eax, eax
    mov fs, ax
    mov gs, ax

    mov rsp, boot_stack_end
    mov r12d, ebp                   ; also clears the upper half

    ; C promises that variables without a value start as zero; GRUB has seen to
    ; it, another loader may not. The stack is among them, and empty still.
    mov rdi, bss_start
    mov rcx, bss_nwords
    rep stosq                       ; rax is 0

    ; From here on null is no address: whoever follows it faults. Writing cr3
    ; makes the CPU forget what it had looked up.
    mov [boot_pml4 + KERNEL_BASE], rax
    mov rax, cr3
    mov cr3, rax

    xor ebp, ebp                    ; a backtrace ends here
    mov rdi, r12
    call kernel_main                ; (boot_information); rsp on 16 bytes
    ud2                             ; kernel_main does not return
