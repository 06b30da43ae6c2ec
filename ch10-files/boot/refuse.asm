; SPDX-License-Identifier: MIT
; boot/refuse.asm - says why this machine cannot run the kernel, and stops.
;
; It runs before C does, in 32-bit mode. It uses no stack, and the only memory
; that it writes is the screen's.

%include "offsets.inc"

global refuse

section .boot.text progbits alloc exec nowrite align=16
bits 32

; in    esi: the message, ending in a zero byte
;       protected mode without paging, interrupts off
; out   does not return
refuse:
    ; The baud rate stays as the firmware set it.
    mov dx, COM1_BASE + UART_LCR
    mov al, LCR_8N1
    out dx, al
    mov edi, VGA_TEXT_PHYSICAL      ; the screen's upper left corner
.next_byte:
    lodsb                           ; al = *esi++
    test al, al
    jz .stop
    cmp al, ' '
    jb .to_serial                   ; the newline is for the terminal alone
    mov ah, VGA_WHITE_ON_RED
    stosw                           ; *edi++ = ax: the character and its colour
.to_serial:
    mov ah, al
    mov ecx, 1000000                ; give up on a port that is stuck
    mov dx, COM1_BASE + UART_LSR
.wait_for_room:
    in al, dx
    test al, LSR_THR_EMPTY
    loopz .wait_for_room
    mov dx, COM1_BASE + UART_THR
    mov al, ah
    out dx, al
    jmp .next_byte
.stop:
    cli
    hlt
    jmp .stop                       ; an NMI ends hlt even with IF clear
