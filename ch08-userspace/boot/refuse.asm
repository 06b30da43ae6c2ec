; SPDX-License-Identifier: MIT
; boot/refuse.asm - says why this machine cannot run us, and stops.
;
; For the time before there is a C function to call: no stack is used, no memory
; written but the screen's, and the 32-bit code that C is not compiled for is
; all there is.

%include "offsets.inc"

global refuse

section .boot.text progbits alloc exec nowrite align=16
bits 32

; in    esi: the message, ending in a zero byte
;       protected mode without paging, interrupts off
; out   does not return
refuse:
    ; No baud rate is set: the firmware's is as good as ours.
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
    mov ecx, 1000000                ; a port that is stuck is never ready
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
    jmp .stop                       ; an NMI ends even this hlt
