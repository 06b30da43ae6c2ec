# SPDX-License-Identifier: MIT
"""The door to user memory on a CPU with SMAP, which QEMU's usual one lacks: it
opens for the copy, and is shut behind it."""

# Breaks: process/user_copy.c: return is_done
#     => user_access_begin(); return is_done


def test_with_smap(chapter, boot):
    machine = boot(chapter.test_iso, 'test=user_copies_agree_with_model,'
                   'user_copy_survives_unmap', cpu='max')
    machine.wait_for('2 passed, 0 failed', timeout=60)
