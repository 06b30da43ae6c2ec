// SPDX-License-Identifier: MIT
// thread/user_context.c - a program's state besides its trap frame.

#include "thread/user_context.h"

#include "cpu/this_cpu.h"
#include "memory/kernel_space.h"

int user_context_init(struct user_context *context)
{
    context->fpu = FPU_STATE_INIT;
    context->selectors = (struct selectors){0};
    return space_create(&context->space, kernel_space());
}

void user_context_load(struct user_context *context)
{
    struct cpu *cpu = this_cpu();
    if (cpu->user == context) {
        return;
    }
    if (cpu->user != NULL) {
        fpu_save(&cpu->user->fpu);
        selectors_save(&cpu->user->selectors);
    }
    fpu_load(&context->fpu);
    selectors_load(&context->selectors);
    space_use(&context->space);
    cpu->user = context;
}

void user_context_unload(void)
{
    space_use(kernel_space());
    this_cpu()->user = NULL;
}
