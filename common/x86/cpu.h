// SPDX-License-Identifier: MIT
// x86/cpu.h - the instructions that C cannot express.
//
// One function an instruction, named as the manual names it (Intel SDM Vol. 2,
// "Instruction Set Reference"). Most need ring 0. "memory" among the clobbers
// keeps the compiler from moving loads and stores across the instruction.

#pragma once

#include "base/types.h"

// --- ports: the address space of devices that are not in memory ---

static inline void outb(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline uint8_t inb(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
    return value;
}

static inline void outw(uint16_t port, uint16_t value)
{
    __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline uint16_t inw(uint16_t port)
{
    uint16_t value;
    __asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port) : "memory");
    return value;
}

static inline void outl(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

// --- interrupts ---

static inline void cli(void)
{
    __asm__ volatile("cli" : : : "memory");
}

static inline void sti(void)
{
    __asm__ volatile("sti" : : : "memory");
}

static inline void hlt(void)
{
    __asm__ volatile("hlt" : : : "memory");
}

// Lets interrupts through and waits for one. The CPU takes none between the two
// instructions: sti takes effect after the next instruction (Intel SDM Vol. 2,
// "STI"). So a condition that the caller tested with interrupts off still holds
// when the CPU halts, and an interrupt that changes it ends the hlt.
static inline void sti_and_hlt(void)
{
    __asm__ volatile("sti; hlt" : : : "memory");
}

// Tells the CPU that this is a waiting loop.
static inline void pause(void)
{
    __asm__ volatile("pause");
}

// Stops this CPU for good. An NMI ends a hlt even with interrupts off: hence
// the loop.
_Noreturn static inline void halt_forever(void)
{
    for (;;) {
        cli();
        hlt();
    }
}

// --- what the CPU is and what state it is in ---

struct cpuid {
    uint32_t eax, ebx, ecx, edx;
};

static inline struct cpuid cpuid(uint32_t leaf, uint32_t subleaf)
{
    struct cpuid r;
    __asm__ volatile("cpuid"
                     : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx)
                     : "a"(leaf), "c"(subleaf));
    return r;
}

// The time-stamp counter. Under QEMU's -icount, it counts instructions.
static inline uint64_t rdtsc(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

static inline uint64_t rdmsr(uint32_t msr)
{
    uint32_t low, high;
    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
    return (uint64_t)high << 32 | low;
}

static inline uintptr_t read_cr0(void)
{
    uintptr_t value;
    __asm__ volatile("mov %%cr0, %0" : "=r"(value));
    return value;
}

static inline void write_cr0(uintptr_t value)
{
    __asm__ volatile("mov %0, %%cr0" : : "r"(value) : "memory");
}

static inline uintptr_t read_cr2(void)
{
    uintptr_t value;
    __asm__ volatile("mov %%cr2, %0" : "=r"(value));
    return value;
}

static inline uintptr_t read_cr3(void)
{
    uintptr_t value;
    __asm__ volatile("mov %%cr3, %0" : "=r"(value));
    return value;
}

static inline uintptr_t read_cr4(void)
{
    uintptr_t value;
    __asm__ volatile("mov %%cr4, %0" : "=r"(value));
    return value;
}

static inline void write_cr3(uintptr_t value)
{
    __asm__ volatile("mov %0, %%cr3" : : "r"(value) : "memory");
}

static inline void write_cr4(uintptr_t value)
{
    __asm__ volatile("mov %0, %%cr4" : : "r"(value) : "memory");
}

static inline uintptr_t read_flags(void)
{
    uintptr_t value;
    __asm__ volatile("pushf; pop %0" : "=r"(value) : : "memory");
    return value;
}

static inline void wrmsr(uint32_t msr, uint64_t value)
{
    __asm__ volatile("wrmsr"
                     :
                     : "c"(msr), "a"((uint32_t)value),
                       "d"((uint32_t)(value >> 32))
                     : "memory");
}

// --- the CPU's cache of translations (TLB) ---

// Removes the translation of the page at this address from this CPU's TLB.
static inline void invlpg(const void *address)
{
    __asm__ volatile("invlpg %0" : : "m"(*(const char *)address) : "memory");
}

// --- blocks of memory ---
//
// The string instructions, upward, by machine words (unsigned long) or by
// bytes. The direction flag is clear, as it is at every call in the System V
// ABI. No address needs to be aligned.

#ifdef __x86_64__
#define REP_MOVS "rep movsq"
#define REP_STOS "rep stosq"
#else
#define REP_MOVS "rep movsl"
#define REP_STOS "rep stosl"
#endif

static inline void rep_movs(void *to, const void *from, size_t nwords)
{
    __asm__ volatile(REP_MOVS
                     : "+D"(to), "+S"(from), "+c"(nwords)
                     :
                     : "memory");
}

static inline void rep_movsb(void *to, const void *from, size_t nbytes)
{
    __asm__ volatile("rep movsb"
                     : "+D"(to), "+S"(from), "+c"(nbytes)
                     :
                     : "memory");
}

// Downward: to and from are the last bytes of the two ranges.
static inline void rep_movsb_down(void *to, const void *from, size_t nbytes)
{
    __asm__ volatile("std; rep movsb; cld"
                     : "+D"(to), "+S"(from), "+c"(nbytes)
                     :
                     : "memory", "cc");
}

static inline void rep_stos(void *start, unsigned long word, size_t nwords)
{
    __asm__ volatile(REP_STOS
                     : "+D"(start), "+c"(nwords)
                     : "a"(word)
                     : "memory");
}

static inline void rep_stosb(void *start, uint8_t byte, size_t nbytes)
{
    __asm__ volatile("rep stosb"
                     : "+D"(start), "+c"(nbytes)
                     : "a"(byte)
                     : "memory");
}
