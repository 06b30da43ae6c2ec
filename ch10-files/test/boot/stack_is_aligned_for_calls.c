// SPDX-License-Identifier: MIT
// Breaks: boot/higher_half.asm: rsp, boot_stack_end => rsp, boot_stack_end - 8

#include "test/runner.h"

struct frame {
    struct frame *caller;
    void *return_address;
};

// System V ABI, "The Stack Frame": where a call is made the stack pointer is a
// multiple of 16. The call pushes the return address and the function the frame
// pointer, so a frame starts two machine words below such a place. Goes up to
// kernel_main's frame, which higher_half.asm is responsible for.
TEST(stack_is_aligned_for_calls)
{
    const struct frame *frame = __builtin_frame_address(0);
    while (frame->caller != NULL) {
        EXPECT(frame->caller > frame);
        frame = frame->caller;
    }
    EXPECT(is_aligned((uintptr_t)frame + sizeof(*frame), 16));
}
