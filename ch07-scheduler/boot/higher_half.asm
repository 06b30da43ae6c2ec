; SPDX-License-Identifier: MIT
; boot/higher_half.asm - the last assembly before C, in the last 2 GiB.
;
; Until here the CPU ran at physical addresses. The kernel is linked for the
; last 2 GiB, and the page tables map it there.

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

boot_stack_guard:                   ; cpu/stack.c unmaps this page
    resb PAGE_SIZE
boot_stack:
    resb STACK_SIZE
boot_stack_end:

section .text progbits alloc exec nowrite align=16

; in    long mode;  ebp: physical address of the boot information
; out   does not return
higher_half:
    lgdt [boot_gdt_pointer_high]    ; an address that stays mapped, see below
    mov ax, BOOT_DATA_SELECTOR      ; 64-bit mode ignores a data segment's base
    mov ss, ax                      ; and limit, but requires it to be present
    mov ds, ax
    mov es, ax
    xor eax, eax
    mov fs, ax
    mov gs, ax

    mov rsp, boot_stack_end
    mov r12d, ebp                   ; also clears the upper half

    ; Variables without an initializer start as zero in C. GRUB clears them,
    ; another loader may not. The stack lies among them and is still empty.
    mov rdi, bss_start
    mov rcx, bss_nwords
    rep stosq                       ; rax is 0

    ; Removes the identity map: from here on a null pointer faults. Writing cr3
    ; flushes the TLB.
    mov [boot_pml4 + KERNEL_BASE], rax
    mov rax, cr3
    mov cr3, rax

    xor ebp, ebp                    ; a backtrace ends here
    mov rdi, r12
    call kernel_main                ; (boot_information); rsp on 16 bytes
    ud2                             ; kernel_main does not return
