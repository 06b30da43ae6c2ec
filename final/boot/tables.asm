; SPDX-License-Identifier: MIT
; boot/tables.asm - the tables that the CPU itself reads: page tables and GDT.
;
; The assembler fills them in, so no code has to build them, and GDB shows the
; same values in memory. They are linked at physical addresses, since page
; tables hold physical addresses.
;
; The same memory is mapped three times; each row goes from PML4 to page:
;
;   0                 pml4[0]    pdpt_low[0..3]   4 x pd_low   2 MiB pages
;   DIRECT_MAP_BASE   pml4[256]  pdpt_low[0..3]   4 x pd_low   2 MiB pages
;   KERNEL_BASE       pml4[511]  pdpt_high[510]   pd_high      4 x pt, 4 KiB
;
; The first, where virtual and physical addresses are the same, is needed only
; while the CPU changes modes; higher_half.asm removes it.

%include "offsets.inc"

global boot_pml4
global boot_pt
global boot_gdt_pointer
global boot_gdt_pointer_high
global BOOT_CODE_SELECTOR
global BOOT_DATA_SELECTOR

DIRECT_MAP_PDS equ DIRECT_MAP_BOOT_SIZE / (PAGE_TABLE_COUNT * LARGE_PAGE_SIZE)
KERNEL_PTS     equ KERNEL_MAP_SIZE / (PAGE_TABLE_COUNT * PAGE_SIZE)

; The rights of tables and pages: the kernel may do everything, for now.
TABLE      equ PTE_PRESENT | PTE_WRITE
PAGE       equ PTE_PRESENT | PTE_WRITE

section .boot.data progbits alloc noexec write align=4096

boot_pml4:
    dq pdpt_low + TABLE
    times DIRECT_MAP_PML4_INDEX - 1 dq 0
    dq pdpt_low + TABLE
    times KERNEL_PML4_INDEX - DIRECT_MAP_PML4_INDEX - 1 dq 0
    dq pdpt_high + TABLE
    times PAGE_TABLE_COUNT - KERNEL_PML4_INDEX - 1 dq 0

pdpt_low:
%assign i 0
%rep DIRECT_MAP_PDS
    dq pd_low + i * PAGE_SIZE + TABLE
    %assign i i + 1
%endrep
    times PAGE_TABLE_COUNT - DIRECT_MAP_PDS dq 0

; 2 MiB pages, in order from physical address 0.
pd_low:
%assign i 0
%rep DIRECT_MAP_PDS * PAGE_TABLE_COUNT
    dq i * LARGE_PAGE_SIZE + PAGE + PTE_LARGE
    %assign i i + 1
%endrep

pdpt_high:
    times KERNEL_PDPT_INDEX dq 0
    dq pd_high + TABLE
    times PAGE_TABLE_COUNT - KERNEL_PDPT_INDEX - 1 dq 0

pd_high:
%assign i 0
%rep KERNEL_PTS
    dq boot_pt + i * PAGE_SIZE + TABLE
    %assign i i + 1
%endrep
    times PAGE_TABLE_COUNT - KERNEL_PTS dq 0

; 4 KiB pages, so that later chapters can set the rights of each.
boot_pt:
%assign i 0
%rep KERNEL_PTS * PAGE_TABLE_COUNT
    dq i * PAGE_SIZE + PAGE
    %assign i i + 1
%endrep

; The global descriptor table. Intel SDM Vol. 3A, "Segment Descriptors".
boot_gdt:
    dq 0                            ; the null descriptor
boot_gdt_code:
    dq SEGMENT_CODE_DATA | SEGMENT_PRESENT | SEGMENT_EXECUTABLE | SEGMENT_LONG
boot_gdt_data:
    dq SEGMENT_CODE_DATA | SEGMENT_PRESENT | SEGMENT_WRITABLE
boot_gdt_end:

; A selector is the descriptor's distance from the table's start.
BOOT_CODE_SELECTOR equ boot_gdt_code - boot_gdt
BOOT_DATA_SELECTOR equ boot_gdt_data - boot_gdt

; What lgdt loads: the last byte's offset, then the address, of which 32-bit
; code loads 32 bits. The second stays valid without the identity map.
boot_gdt_pointer:
    dw boot_gdt_end - boot_gdt - 1
    dd boot_gdt
boot_gdt_pointer_high:
    dw boot_gdt_end - boot_gdt - 1
    dq boot_gdt + KERNEL_BASE

; kernel.ld asserts that these are the numbers that it uses itself.
global layout_kernel_base
global layout_kernel_physical
global layout_kernel_map_size
layout_kernel_base     equ KERNEL_BASE
layout_kernel_physical equ KERNEL_PHYSICAL
layout_kernel_map_size equ KERNEL_MAP_SIZE
