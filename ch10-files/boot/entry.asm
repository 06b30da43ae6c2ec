; SPDX-License-Identifier: MIT
; boot/entry.asm - the kernel's first instructions, up to 64-bit mode.
;
; GRUB leaves the CPU in 32-bit protected mode without paging. Long mode, the
; 64-bit mode, requires paging, so the page tables come first. The order of the
; steps is that of Intel SDM Vol. 3A, "Initializing IA-32e Mode".

%include "offsets.inc"

extern boot_pml4
extern boot_gdt_pointer
extern BOOT_CODE_SELECTOR
extern boot_stack_end
extern higher_half
extern refuse
global entry
global entry64

section .boot.rodata progbits alloc noexec nowrite align=1

no_magic:
    db `folio: cannot start: not loaded by a Multiboot2 boot loader\r\n`, 0
no_cpuid:
    db `folio: cannot start: this CPU is too old to say what it can do `
    db `(no CPUID)\r\n`, 0
no_long_mode:
    db `folio: cannot start: this CPU has no 64-bit mode (long mode)\r\n`, 0

section .boot.text progbits alloc exec nowrite align=16
bits 32

; The boot loader jumps here.
; in    eax: MULTIBOOT2_BOOTLOADER_MAGIC   ebx: address of the boot information
;       32-bit protected mode, no paging, flat segments, interrupts off;
;       esp and the other registers: anything (Multiboot2 Specification,
;       "I386 machine state")
; out   at entry64, in long mode, or at refuse
entry:
    cld                             ; the ABI expects the direction flag clear
    mov esp, boot_stack_end - KERNEL_BASE   ; its physical address

    mov esi, no_magic
    cmp eax, MULTIBOOT2_BOOTLOADER_MAGIC
    jne refuse
    mov ebp, ebx                    ; cpuid overwrites eax, ebx, ecx, edx

    mov esi, no_cpuid
    call has_cpuid
    jz refuse
    mov esi, no_long_mode
    call has_long_mode
    jz refuse

    ; Each register is written whole: bits that the boot loader set are cleared.
    mov eax, CR4_PAE                ; page-table entries have 64 bits
    mov cr4, eax
    mov eax, boot_pml4
    mov cr3, eax                    ; where the tables are
    mov ecx, MSR_EFER
    mov eax, EFER_LME               ; long mode begins when paging does
    xor edx, edx
    wrmsr
    mov eax, CR0_PG | CR0_PE        ; paging begins, and with it long mode
    mov cr0, eax

    ; The CPU still decodes 32-bit code, until a 64-bit code segment is loaded.
    lgdt [boot_gdt_pointer]
    jmp BOOT_CODE_SELECTOR:entry64

; out   ZF set if there is no CPUID instruction
; If the CPU has CPUID, the flag ID can be changed. Intel SDM Vol. 1,
; "Processor Identification and Feature Determination".
has_cpuid:
    pushfd
    pop eax
    mov ecx, eax
    xor eax, RFLAGS_ID
    push eax
    popfd
    pushfd
    pop eax
.compare:
    push ecx
    popfd                           ; restore the flags
    xor eax, ecx
    test eax, RFLAGS_ID             ; did it change?
    ret

; out   ZF set if the CPU has no long mode
; overwrites eax, ebx, ecx, edx
has_long_mode:
    mov eax, CPUID_EXTENDED_MAX
    cpuid
    cmp eax, CPUID_EXTENDED_FEATURES
    jb .no
    mov eax, CPUID_EXTENDED_FEATURES
    cpuid
    test edx, CPUID_EDX_LONG_MODE
    ret
.no:
    xor eax, eax                    ; sets ZF
    ret

bits 64

; in    long mode, at a physical address;  ebp: address of the boot information
entry64:
    mov rax, higher_half            ; a relative jump may not reach it
    jmp rax
