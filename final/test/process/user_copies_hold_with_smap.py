# SPDX-License-Identifier: MIT
"""User copies on a CPU with SMAP, which QEMU's default CPU lacks: SMAP is
suspended for the copy alone."""

# Breaks: process/user_copy.c: return is_done
#     => user_access_begin(); return is_done


def test_with_smap(chapter, boot):
    machine = boot(chapter.test_iso, 'test=user_copies_agree_with_model,'
                   'user_copy_survives_unmap', cpu='max')
    machine.wait_for('2 passed, 0 failed', timeout=60)
